// Source rows: what was recorded, in which file and row, by whom and when.
import { Link } from 'react-router';
import { day } from '../format.ts';
import { useT } from '../messages/index.tsx';
import type { SourceRow } from './sources.ts';
import s from './Trace.module.css';

export function SourceList({ sources }: { sources: readonly SourceRow[] }) {
  const t = useT();
  if (sources.length === 0) return <p className={s.quiet}>{t.ui.trace.noSources}</p>;
  return (
    <ul className={s.sources}>
      {sources.map((source) => (
        <li key={`${source.label} ${source.origin} ${source.row ?? ''} ${source.recordedAt ?? ''}`}>
          <span className={s.sourceHead}>
            <span>{source.label}</span>
            {source.value !== undefined && <span className={s.sourceValue}>{source.value}</span>}
          </span>
          <span className={s.quiet}>
            {source.to ? <Link to={source.to}>{source.origin}</Link> : source.origin}
            {source.row ? ` · ${t.ui.trace.row(source.row)}` : ''}
            {source.recordedBy ? ` · ${t.ui.trace.recordedBy(source.recordedBy, day(source.recordedAt))}` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}
