// One figure with its name: a row of these opens a page. The change since before is told by word and sign, not hue.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import s from './StatTile.module.css';

export interface StatTileProps {
  readonly label: string;
  readonly value: ReactNode;
  /** Stands after the figure, small: 户, 万元. */
  readonly unit?: string;
  readonly note?: ReactNode;
  /** A coloured rule at the left and a word in the note; never colour alone. */
  readonly tone?: 'plain' | 'good' | 'warning' | 'late' | 'info';
  /** Where the figure's rows are listed. */
  readonly to?: string;
}

/** A word in the place of a figure: it may break over lines, and is smaller. */
const isWords = (value: ReactNode) => typeof value === 'string' && !/^[−\d]|^—$/.test(value);

export function StatTile({ label, value, unit, note, tone = 'plain', to }: StatTileProps) {
  const body = (
    <>
      <span className={s.label}>{label}</span>
      <span className={isWords(value) ? `${s.value} ${s.words}` : s.value}>
        {value}
        {unit && <small className={s.unit}>{unit}</small>}
      </span>
      {note && <span className={s.note}>{note}</span>}
    </>
  );
  const className = tone === 'plain' ? (s.tile ?? '') : `${s.tile} ${s[tone]}`;
  return to ? (
    <Link to={to} className={`${className} ${s.link}`}>
      {body}
    </Link>
  ) : (
    <div className={className}>{body}</div>
  );
}

/** Tiles side by side under one line, as columns of one ledger sheet. */
export function StatRow({ children }: { children: ReactNode }) {
  return <div className={s.row}>{children}</div>;
}
