// The format's own table editor, dressed in the house theme. Fetched only when a table is edited; it brings an antd of
// its own, which keeps to class names of its own (`prefixCls`) so that the two never dress each other's controls.
import '@gorules/jdm-editor/dist/style.css';
import { DecisionTable, type DecisionTableType, JdmConfigProvider } from '@gorules/jdm-editor';
import { useRef } from 'react';
import { useLanguage } from '../../../messages/index.tsx';
import { useSettings } from '../../../settings.ts';
import { color, fontFamily, LARGE_TYPE_FACTOR, radius } from '../../../theme.ts';
import type { RawTable } from '../table.ts';
import s from './editor.module.css';
import { EDITOR_PREFIX, useEditorWords } from './words.ts';

export interface FaultyCell {
  /** From 1; 0 is the heading. */
  readonly row: number;
  /** Place among inputs then outputs, from 0. */
  readonly column: number;
}

export interface TableEditorProps {
  /** Read once: the editor keeps the table and reports every change. */
  readonly first: RawTable;
  readonly onChange: (table: RawTable) => void;
  readonly faulty: readonly FaultyCell[];
  /** A cell to bring into view; a new object each time it is asked for. */
  readonly goTo: FaultyCell | null;
}

export default function TableEditor({ first, onChange, faulty, goTo }: TableEditorProps) {
  const language = useLanguage();
  const { largeType } = useSettings();
  const frame = useRef<HTMLDivElement>(null);
  const shown = useRef<FaultyCell | null>(null);
  useEditorWords(language === 'zh');
  if (goTo !== null && goTo !== shown.current) {
    shown.current = goTo;
    // After this render the row may still have to be drawn: the editor draws rows as they scroll into view.
    requestAnimationFrame(() => bringIntoView(frame.current, goTo));
  }
  return (
    <div ref={frame} className={s.editor}>
      <style>{marks(faulty)}</style>
      <JdmConfigProvider
        prefixCls={EDITOR_PREFIX}
        theme={{
          token: {
            colorPrimary: color.tea,
            colorLink: color.tea,
            colorError: color.clay,
            colorText: color.ink,
            colorBorder: color.line,
            fontFamily,
            fontSize: 14 * (largeType ? LARGE_TYPE_FACTOR : 1),
            borderRadius: radius,
          },
        }}
      >
        <DecisionTable
          key={language}
          tableHeight="var(--table)"
          mountDialogsOnBody
          permission="edit:full"
          // The editor's type is the file's table with every optional part present; it fills them in itself.
          defaultValue={first as unknown as DecisionTableType}
          onChange={(table) => onChange(table as unknown as RawTable)}
          colWidth={180}
          minColWidth={96}
        />
      </JdmConfigProvider>
    </div>
  );
}

/** Rings around faulty cells, by place: the editor draws its cells itself. The first column is the row's number. */
function marks(faulty: readonly FaultyCell[]): string {
  return faulty
    .map(({ row, column }) =>
      row === 0
        ? `.${s.editor} thead tr:last-child > th:nth-child(${column + 2})`
        : `.${s.editor} tr[data-virtual-index="${row - 1}"] > td:nth-child(${column + 2})`,
    )
    .map((selector) => `${selector} { outline: 2px solid ${color.clay}; outline-offset: -2px; }`)
    .join('\n');
}

function bringIntoView(frame: HTMLElement | null, { row, column }: FaultyCell): void {
  const scroller = frame?.querySelector<HTMLElement>('.grl-dt__container');
  if (!frame || !scroller) return;
  const cell = () =>
    frame.querySelector<HTMLElement>(
      row === 0
        ? `thead tr:last-child > th:nth-child(${column + 2})`
        : `tr[data-virtual-index="${row - 1}"] > td:nth-child(${column + 2})`,
    );
  const show = () => {
    const found = cell();
    found?.scrollIntoView({ block: 'center', inline: 'center' });
    // The editor turns a cell into a field when it gets the focus.
    found?.querySelector<HTMLElement>('.grl-ce, textarea, input')?.focus();
    return found !== null;
  };
  if (show()) return;
  // Not drawn yet: scroll by share of the rows, then look again.
  const rows = Math.max(1, row);
  const drawn = frame.querySelectorAll('tr[data-virtual-index]');
  const height = drawn[0]?.getBoundingClientRect().height ?? 40;
  scroller.scrollTop = Math.max(0, rows * height - scroller.clientHeight / 2);
  requestAnimationFrame(() => requestAnimationFrame(show));
}
