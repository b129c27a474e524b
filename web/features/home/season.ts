// The solar term that a day lies in, and what the tea gardens do then. The sun's apparent longitude by Meeus
// (Astronomical Algorithms, ch. 25, low accuracy: 0.01°, a quarter of an hour); days are China's. Pure.

export type TeaWork =
  | 'sprouting'
  | 'spring'
  | 'betweenSpring'
  | 'summer'
  | 'heat'
  | 'beforeAutumn'
  | 'autumn'
  | 'feeding'
  | 'winter';
export type Season = 'spring' | 'summer' | 'autumn' | 'winter';

export interface SolarDay {
  /** 0 is 春分, each next 15° on. */
  readonly term: number;
  /** The term begins on this day. */
  readonly first: boolean;
  readonly season: Season;
  readonly tea: TeaWork;
}

const rad = Math.PI / 180;

/** Degrees, 0 at the spring equinox. `at`: epoch milliseconds. */
function sunLongitude(at: number): number {
  const T = (at / 86_400_000 + 2_440_587.5 - 2_451_545) / 36_525;
  const mean = 280.46646 + 36_000.76983 * T + 0.0003032 * T * T;
  const anomaly = (357.52911 + 35_999.05029 * T - 0.0001537 * T * T) * rad;
  const centre =
    (1.914602 - 0.004817 * T) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * T) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const apparent = mean + centre - 0.00569 - 0.00478 * Math.sin((125.04 - 1934.136 * T) * rad);
  return ((apparent % 360) + 360) % 360;
}

/**
 * Work by term, from 春分 on (parameters.md, "Quanzhou calendar"): spring tea mid-April to early May, summer mid-June to
 * early July, 暑 August, autumn late September to early October.
 */
const TEA: readonly TeaWork[] = [
  'sprouting',
  'spring',
  'spring',
  'spring',
  'betweenSpring',
  'summer',
  'summer',
  'summer',
  'heat',
  'heat',
  'beforeAutumn',
  'beforeAutumn',
  'autumn',
  'autumn',
  'feeding',
  'feeding',
  'winter',
  'winter',
  'winter',
  'winter',
  'winter',
  'winter',
  'sprouting',
  'sprouting',
];

/** `day`: `2026-03-04`. The seasons begin at 立春, 立夏, 立秋 and 立冬. */
export function solarDay(day: string): SolarDay {
  const begins = Date.parse(`${day}T00:00:00+08:00`);
  const term = Math.floor(sunLongitude(begins + 86_399_999) / 15) % 24;
  const season = (['spring', 'summer', 'autumn', 'winter'] as const)[Math.floor(((term + 3) % 24) / 6)] ?? 'winter';
  return { term, first: Math.floor(sunLongitude(begins) / 15) % 24 !== term, season, tea: TEA[term] ?? 'winter' };
}
