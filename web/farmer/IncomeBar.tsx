// Income a head against the monitoring line: the sentence first, the bar as its picture. The line always stands in the
// middle; an income below it is hatched as well as coloured.
import { type FenIn, wholeYuan } from '../format.ts';
import { usePhoneT } from '../messages/index.tsx';
import { lineBarShape } from '../ui/lineBar.ts';
import s from './IncomeBar.module.css';

export function IncomeBar({ year, incomeFen, lineFen }: { year: number; incomeFen: FenIn; lineFen: FenIn }) {
  const t = usePhoneT();
  const words = t.phone.why;
  const shape = lineBarShape(BigInt(incomeFen), BigInt(lineFen));
  return (
    <>
      <p>{words.income(year, wholeYuan(incomeFen), wholeYuan(lineFen))}</p>
      <p className={s[shape.standing]}>
        <strong>{shape.standing === 'at' ? words.at : words[shape.standing](wholeYuan(shape.distance))}</strong>
      </p>
      <div className={s.picture} aria-hidden="true">
        <span className={s.lineLabel}>
          {words.bar.line} {wholeYuan(lineFen)}
        </span>
        <div className={s.bar}>
          <span className={`${s.fill} ${s[shape.standing]}`} style={{ width: `${shape.income * 100}%` }} />
          <span className={s.line} />
        </div>
        <span className={s.incomeLabel}>
          {words.bar.income} {wholeYuan(incomeFen)}
        </span>
      </div>
    </>
  );
}
