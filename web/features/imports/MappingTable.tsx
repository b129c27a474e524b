// One table's columns with the file's headers beside them; what is missing or named twice stands above.
import { Select } from 'antd';
import { useId } from 'react';
import { count } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Panel } from '../../ui/Layout.tsx';
import s from './imports.module.css';
import { assign, headerLabel, type MappingState } from './mapping.ts';
import type { Column, Mapping, RosterTable } from './queries.ts';

/** The choice of no header; the headers are numbered from 0. */
const NOWHERE = -1;

export interface MappingTableProps {
  readonly title: string;
  readonly table: RosterTable;
  readonly columns: readonly Column[];
  readonly mapping: Mapping;
  readonly state: MappingState;
  /** Shows only columns that no header is matched to. */
  readonly onlyOpen: boolean;
  /** Only looked at. */
  readonly fixed: boolean;
  readonly onChange: (mapping: Mapping) => void;
}

export function MappingTable(props: MappingTableProps) {
  const { title, table, columns, mapping, state, onlyOpen, fixed, onChange } = props;
  const t = useT().imports.columns;
  const language = useLanguage();
  const names = (list: readonly Column[]) =>
    list.map((column) => column[language]).join(language === 'zh' ? '、' : ', ');
  const mapped = columns.filter((column) => mapping[column.name] !== undefined).length;
  const shown = onlyOpen ? columns.filter((column) => mapping[column.name] === undefined) : columns;
  const headers = table.headers.flatMap((header, index) =>
    header.trim() === '' ? [] : [{ value: index, label: headerLabel(table, index) }],
  );
  return (
    <Panel title={title} aside={<span className={s.note}>{t.mapped(mapped, columns.length)}</span>}>
      <p className={s.note}>{t.from(table.file, table.sheet, table.headerRow, count(table.rows))}</p>
      <div className={s.faults} aria-live="polite">
        {state.missing.length > 0 && <p className={`${s.notice} ${s.late}`}>{t.missing(names(state.missing))}</p>}
        {state.twice.map(({ index, columns: users }) => (
          <p key={index} className={`${s.notice} ${s.late}`}>
            {t.twice(table.headers[index] ?? '', names(users))}
          </p>
        ))}
        {state.costly.length > 0 && <p className={`${s.notice} ${s.warning}`}>{t.costly(names(state.costly))}</p>}
      </div>
      {shown.length === 0 && <p>{t.allMapped}</p>}
      <div className={s.mapping}>
        {shown.map((column) => (
          <Pair
            key={column.name}
            column={column}
            index={mapping[column.name] ?? null}
            headers={headers}
            fixed={fixed}
            onChange={(index) => onChange(assign(mapping, column.name, index))}
          />
        ))}
      </div>
      {state.unused.length > 0 && (
        <section className={s.field}>
          <h3>{t.unused(state.unused.length)}</h3>
          <ul className={s.words}>
            {state.unused.map((index) => (
              <li key={index} className={s.word}>
                {headerLabel(table, index)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Panel>
  );
}

function Pair({
  column,
  index,
  headers,
  fixed,
  onChange,
}: {
  column: Column;
  index: number | null;
  headers: readonly { value: number; label: string }[];
  fixed: boolean;
  onChange: (index: number | null) => void;
}) {
  const t = useT().imports.columns;
  const language = useLanguage();
  const id = useId();
  const mark = column.key ? t.marks.key : column.empty === 'fine' ? null : t.marks[column.empty];
  const look = index !== null ? '' : column.key ? s.lacking : column.empty === 'fine' ? '' : s.open;
  return (
    <div className={`${s.pair} ${look}`}>
      <label htmlFor={id}>
        {column[language]}
        {mark !== null && (column.key || index === null) && <span className={s.mark}>{mark}</span>}
      </label>
      <Select<number>
        id={id}
        aria-label={t.choose(column[language])}
        className={s.select ?? ''}
        value={index ?? NOWHERE}
        disabled={fixed}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        options={[{ value: NOWHERE, label: t.none }, ...headers]}
        onChange={(value) => onChange(value === NOWHERE ? null : value)}
      />
    </div>
  );
}
