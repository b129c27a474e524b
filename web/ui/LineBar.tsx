// Income per head against the line: a small bar for tables and header strips. Below the line it is clay and hatched.
import { type FenIn, wholeYuan } from '../format.ts';
import { useT } from '../messages/index.tsx';
import s from './LineBar.module.css';
import { lineBarShape } from './lineBar.ts';

export interface LineBarProps {
  readonly incomeFen: FenIn;
  readonly lineFen: FenIn;
  /** `strip` also writes the distance in words. */
  readonly size?: 'cell' | 'strip';
}

export function LineBar({ incomeFen, lineFen, size = 'cell' }: LineBarProps) {
  const t = useT();
  const shape = lineBarShape(BigInt(incomeFen), BigInt(lineFen));
  const distance = wholeYuan(shape.distance);
  const words =
    shape.standing === 'at'
      ? t.ui.line.at
      : shape.standing === 'below'
        ? t.ui.line.below(distance)
        : t.ui.line.above(distance);
  return (
    <span className={`${s.wrap} ${s[size]}`} title={words}>
      {/* One string for screen readers; the bar itself is a picture of it. */}
      <span className="sr-only">{`${t.ui.line.label(wholeYuan(incomeFen), wholeYuan(lineFen))}，${words}`}</span>
      <span className={s.bar} aria-hidden="true">
        <span className={`${s.fill} ${s[shape.standing]}`} style={{ width: `${shape.income * 100}%` }} />
        {shape.overflows && <span className={s.over}>›</span>}
        <span className={s.line} style={{ left: `${shape.line * 100}%` }} />
      </span>
      {size === 'strip' && (
        <span className={s.words} aria-hidden="true">
          {words}
        </span>
      )}
    </span>
  );
}
