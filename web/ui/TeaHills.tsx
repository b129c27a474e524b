// Tea hills in pen and wash, behind the sign-in page. Decoration only: hidden from screen readers, never printed.
import { color } from '../theme.ts';
import { ridge } from './hills.ts';

const size = { width: 1200, height: 900 };
const far = ridge(size, { base: 360, swing: 84, phase: 0.6, rows: 0, gap: 0, bush: 0 });
const middle = ridge(size, { base: 452, swing: 66, phase: 2.5, rows: 0, gap: 0, bush: 0 });
const back = ridge(size, { base: 540, swing: 58, phase: 4.0, rows: 8, gap: 15, bush: 13 });
const front = ridge(size, { base: 690, swing: 62, phase: 1.2, rows: 9, gap: 21, bush: 21 });

export function TeaHills({ className }: { className?: string | undefined }) {
  return (
    <svg
      className={className}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="880" cy="230" r="46" fill={color.clay} opacity="0.9" />
      <path d={far.fill} fill="#DDE5DA" />
      <path d={middle.fill} fill="#C6D5C5" />
      <path d={back.fill} fill="#A5C0A6" />
      {back.rows.map((row) => (
        <path key={row} d={row} fill="none" stroke={color.tea} strokeOpacity="0.5" strokeWidth="1.3" />
      ))}
      <path d={front.fill} fill="#6F9C7F" />
      {front.rows.map((row) => (
        <path key={row} d={row} fill="none" stroke={color.teaDeep} strokeOpacity="0.75" strokeWidth="1.6" />
      ))}
    </svg>
  );
}
