// The monitoring line: a fixed amount, or a multiple of the relief standard with the year's sum shown as it is typed.
import { Segmented } from 'antd';
import { useT } from '../../messages/index.tsx';
import { NumberField } from './NumberField.tsx';
import s from './SetParameter.module.css';
import { type MonitoringLine, type NumberForm, valueLines, yearlyLine } from './value.ts';

const YUAN: NumberForm = { factor: 1, kind: 'plain', unit: '元' };
const TIMES: NumberForm = { factor: 1, kind: 'times', unit: '' };

export function LineField({ value, onChange }: { value: MonitoringLine; onChange: (line: MonitoringLine) => void }) {
  const t = useT();
  const words = t.parameters.line;
  // Changing the way keeps the sum: the same line, told differently.
  const turn = (kind: MonitoringLine['kind']) =>
    onChange(
      kind === 'fixed'
        ? { kind, yuan: Math.round(yearlyLine(value) ?? 0) }
        : { kind, k: 2, monthlyDibaoYuan: Math.round((yearlyLine(value) ?? 0) / 24) },
    );
  return (
    <div className={s.parts}>
      <Segmented<MonitoringLine['kind']>
        aria-label={words.kind}
        value={value.kind}
        options={[
          { value: 'fixed', label: words.kinds.fixed },
          { value: 'dibaoMultiple', label: words.kinds.dibaoMultiple },
        ]}
        onChange={turn}
      />
      {value.kind === 'fixed' ? (
        <div className={s.part}>
          <span className={s.partName}>{words.yuan}</span>
          <NumberField
            label={words.yuan}
            form={YUAN}
            value={value.yuan ?? null}
            onChange={(yuan) => onChange({ kind: 'fixed', yuan })}
          />
        </div>
      ) : (
        <>
          <div className={s.part}>
            <span className={s.partName}>{words.monthlyDibaoYuan}</span>
            <NumberField
              label={words.monthlyDibaoYuan}
              form={YUAN}
              value={value.monthlyDibaoYuan ?? null}
              onChange={(monthlyDibaoYuan) => onChange({ ...value, monthlyDibaoYuan })}
            />
          </div>
          <div className={s.part}>
            <span className={s.partName}>{words.k}</span>
            <NumberField
              label={words.k}
              form={TIMES}
              value={value.k ?? null}
              onChange={(k) => onChange({ ...value, k })}
            />
          </div>
          <p className={s.computed} aria-live="polite">
            {valueLines({ ...value }, '', t.parameters)[0]}
          </p>
        </>
      )}
    </div>
  );
}
