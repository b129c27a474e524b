// The field for a parameter's value, by its kind: number with unit, yes or no, text, list, or parts of several. The
// parts of a value keep the shape of the one in force: whoever reads the parameter relies on it.
import { Button, Input, Segmented, Select, Switch } from 'antd';
import { useT } from '../../messages/index.tsx';
import { LineField } from './LineField.tsx';
import { NumberField } from './NumberField.tsx';
import s from './SetParameter.module.css';
import { isLine, numberForm, partsOf, type Value } from './value.ts';

export interface ValueFieldProps {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** The parameter's unit, as stored. */
  readonly unit: string;
  /** What the field is called. */
  readonly label: string;
  /** The part's name inside the value; empty at the top. */
  readonly part?: string;
}

export function ValueField(props: ValueFieldProps) {
  const { value, onChange, unit, label, part = '' } = props;
  const t = useT();
  if (isLine(value)) return <LineField value={value} onChange={(line) => onChange({ ...line })} />;
  if (typeof value === 'number') {
    return <NumberField value={value} onChange={onChange} form={numberForm(unit, part)} label={label} />;
  }
  if (typeof value === 'boolean') {
    return (
      <Segmented<boolean>
        aria-label={label}
        value={value}
        options={[
          { value: true, label: t.parameters.yes },
          { value: false, label: t.parameters.no },
        ]}
        onChange={onChange}
      />
    );
  }
  if (value === null) return <UnlimitedField {...props} />;
  if (typeof value === 'string') {
    return <Input aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} />;
  }
  if (Array.isArray(value)) {
    const list: readonly Value[] = value;
    return list.every((one) => typeof one === 'string') ? (
      <Select
        aria-label={label}
        mode="tags"
        open={false}
        suffixIcon={null}
        value={[...list]}
        placeholder={t.parameters.form.listHint}
        onChange={(texts: string[]) => onChange(texts)}
        className={s.wide ?? ''}
      />
    ) : (
      <RowsField {...props} rows={list} />
    );
  }
  return (
    <div className={s.parts}>
      {partsOf(value as { readonly [key: string]: Value }, t.parameters).map(([key, inner]) => {
        const name = t.parameters.parts[key] ?? key;
        return (
          <div key={key} className={s.part}>
            <span className={s.partName}>{name}</span>
            <ValueField
              value={inner}
              unit={unit}
              part={key}
              label={name}
              onChange={(changed) => onChange({ ...value, [key]: changed })}
            />
          </div>
        );
      })}
    </div>
  );
}

/** An amount that may be without limit (the last of several tiers). */
function UnlimitedField({ onChange, label }: ValueFieldProps) {
  const t = useT();
  return (
    <Switch
      checked
      aria-label={`${label}：${t.parameters.form.unlimited}`}
      checkedChildren={t.parameters.form.unlimited}
      onChange={() => onChange(0)}
    />
  );
}

/** Several rows of one shape: tiers, or a list of figures. A new row is a copy of the last. */
function RowsField({ rows, onChange, unit, label, part }: ValueFieldProps & { readonly rows: readonly Value[] }) {
  const t = useT();
  const words = t.parameters.form;
  const last = rows.at(-1);
  return (
    <ol className={s.rows}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; rows have no other identity
        <li key={index} className={s.rowOf}>
          <ValueField
            value={row}
            unit={unit}
            part={part ?? ''}
            label={`${label} ${index + 1}`}
            onChange={(changed) => onChange(rows.map((one, at) => (at === index ? changed : one)))}
          />
          <Button
            type="link"
            size="small"
            danger
            disabled={rows.length === 1}
            aria-label={`${words.remove}：${label} ${index + 1}`}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            {words.remove}
          </Button>
        </li>
      ))}
      <li>
        <Button
          size="small"
          disabled={last === undefined}
          onClick={() => last !== undefined && onChange([...rows, last])}
        >
          {words.add}
        </Button>
      </li>
    </ol>
  );
}
