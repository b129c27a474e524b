// The head of 今日: the day, its solar term and the tea gardens' work over the hills of that season.
import type { ReactNode } from 'react';
import { useT } from '../../messages/index.tsx';
import { color } from '../../theme.ts';
import { ridge } from '../../ui/hills.ts';
import s from './SeasonBand.module.css';
import { type Season, solarDay } from './season.ts';

const size = { width: 900, height: 220 };
const far = ridge(size, { base: 96, swing: 30, phase: 0.4, rows: 0, gap: 0, bush: 0 });
const middle = ridge(size, { base: 124, swing: 26, phase: 2.6, rows: 0, gap: 0, bush: 0 });
const back = ridge(size, { base: 146, swing: 22, phase: 4.1, rows: 5, gap: 11, bush: 11 });
const front = ridge(size, { base: 178, swing: 20, phase: 1.1, rows: 4, gap: 14, bush: 15 });

/** From the farthest hill to the nearest, and the sun: its colour and its height. */
const LOOK: Readonly<Record<Season, { hills: readonly [string, string, string, string]; sun: string; at: number }>> = {
  spring: { hills: ['#E6EDDC', '#CFE0C4', '#AFCFA2', '#82B27C'], sun: color.straw, at: 62 },
  summer: { hills: ['#DBE6D8', '#BCD2BB', '#94B998', '#649575'], sun: color.clay, at: 40 },
  autumn: { hills: ['#EFE6D2', '#E0D4B0', '#BFC08C', '#88A072'], sun: color.clay, at: 66 },
  winter: { hills: ['#E9EBE6', '#D5DBD5', '#B5C3B7', '#86998B'], sun: '#D8BFA0', at: 84 },
};

function Hills({ season }: { season: Season }) {
  const { hills, sun, at } = LOOK[season];
  return (
    <svg
      className={s.hills}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="xMaxYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="640" cy={at} r="24" fill={sun} opacity="0.85" />
      <path d={far.fill} fill={hills[0]} />
      <path d={middle.fill} fill={hills[1]} />
      <path d={back.fill} fill={hills[2]} />
      {back.rows.map((row) => (
        <path key={row} d={row} fill="none" stroke={color.tea} strokeOpacity="0.35" strokeWidth="1" />
      ))}
      <path d={front.fill} fill={hills[3]} />
      {front.rows.map((row) => (
        <path key={row} d={row} fill="none" stroke={color.teaDeep} strokeOpacity="0.5" strokeWidth="1.2" />
      ))}
    </svg>
  );
}

/** `day`: the business date. `children`: one sentence of how things stand. */
export function SeasonBand({
  day,
  title,
  demo,
  children,
}: {
  day: string;
  title: string;
  demo: boolean;
  children?: ReactNode;
}) {
  const t = useT();
  const m = t.home;
  const solar = solarDay(day);
  const [year = '', month = '', date = ''] = day.split('-');
  const weekday = m.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';
  const term = m.terms[solar.term] ?? '';
  return (
    <header className={s.band}>
      <title>{`${t.shell.today.title} · ${t.brand.name}`}</title>
      <Hills season={solar.season} />
      <div className={s.words}>
        <p className={s.day}>
          <time dateTime={day}>{m.dateLine(year, String(Number(month)), String(Number(date)), weekday)}</time>
          <span className={s.term}>{solar.first ? m.todayIs(term) : m.since(term)}</span>
          <span className={s.tea}>{m.tea[solar.tea]}</span>
        </p>
        <h1>{title}</h1>
        {children && <p className={s.situation}>{children}</p>}
        {demo && (
          <p className={s.demo}>
            <span className={s.seal}>{t.brand.demoSeal}</span>
            {t.brand.demoNote}
          </p>
        )}
      </div>
    </header>
  );
}
