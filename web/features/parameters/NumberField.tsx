// A number as its parameter stores it, shown and typed as people say it: per cent, times, or with its unit.
import { InputNumber } from 'antd';
import { useT } from '../../messages/index.tsx';
import s from './SetParameter.module.css';
import { type NumberForm, shownNumber, storedNumber } from './value.ts';

export function NumberField(props: {
  value: number | null;
  onChange: (value: number) => void;
  form: NumberForm;
  label: string;
}) {
  const { value, onChange, form, label } = props;
  const words = useT().parameters;
  const unit =
    form.kind === 'percent'
      ? words.percent
      : form.kind === 'times'
        ? words.times
        : (words.units[form.unit] ?? form.unit);
  return (
    <InputNumber<number>
      aria-label={label}
      className={s.number ?? ''}
      value={value === null ? null : shownNumber(value, form)}
      {...(unit ? { suffix: unit } : {})}
      controls={false}
      onChange={(shown) => {
        if (shown !== null) onChange(storedNumber(shown, form));
      }}
    />
  );
}
