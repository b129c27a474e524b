// The words of one cell. A parameter is a figure from elsewhere: underlined, with its value, and leading to its page.
import { Tooltip } from 'antd';
import { Link } from 'react-router';
import { useT } from '../../messages/index.tsx';
import { paths } from '../../paths.ts';
import s from './rules.module.css';
import type { Column } from './table.ts';
import type { TableWords } from './useWords.ts';

export interface CellTextProps {
  readonly text: string;
  readonly column: Column;
  readonly output: boolean;
  readonly words: TableWords;
}

export function CellText({ text, column, output, words }: CellTextProps) {
  const t = useT();
  return words.cell(text, column, output).map((segment, index) => {
    if (segment.kind === 'text') return segment.text;
    if (segment.kind === 'slot') {
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: the segments of a cell are fixed
        <span key={index} className={s.slot}>
          {segment.text}
        </span>
      );
    }
    const value = words.parameterValue(segment.name, segment.bare);
    const name = words.parameterName(segment.name);
    if (value === null) return segment.name;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the segments of a cell are fixed
      <Tooltip key={index} title={t.rules.parameterNow(name, value)}>
        <Link to={paths.parameters(segment.name)} className={s.parameter ?? ''} aria-label={t.rules.seeParameter(name)}>
          {value}
        </Link>
      </Tooltip>
    );
  });
}
