// Labelled controls as forms use them: a line, a paragraph, a day, a whole number, an amount, one or several of a list, one
// of a few.
import { Input, InputNumber, Radio, Select } from 'antd';
import { Field, type FieldProps } from './Field.tsx';

type Labelled = Omit<FieldProps, 'children'>;

interface InputProps<Value> extends Labelled {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

const labelOf = ({ label, hint, required, wide }: Labelled): Labelled => ({
  label,
  ...(hint === undefined ? {} : { hint }),
  ...(required === undefined ? {} : { required }),
  ...(wide === undefined ? {} : { wide }),
});

export interface TextFieldProps extends InputProps<string> {
  readonly maxLength: number;
  readonly placeholder?: string;
  readonly autoComplete?: string;
}

export function TextField(props: TextFieldProps) {
  const { maxLength, placeholder, autoComplete } = props;
  return (
    <Field {...labelOf(props)}>
      {(ids) => (
        <Input
          {...ids}
          maxLength={maxLength}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(autoComplete === undefined ? {} : { autoComplete })}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export interface LongTextFieldProps extends InputProps<string> {
  /** Rows at first; it grows with what is typed. */
  readonly rows?: number;
  readonly placeholder?: string;
}

/** Up to 2,000 characters, as the server takes. */
export function LongTextField({ rows = 2, placeholder, ...props }: LongTextFieldProps) {
  return (
    <Field {...labelOf(props)}>
      {(ids) => (
        <Input.TextArea
          {...ids}
          autoSize={{ minRows: rows }}
          maxLength={2000}
          {...(placeholder === undefined ? {} : { placeholder })}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export interface DateFieldProps extends InputProps<string> {
  /** ISO days, both included. */
  readonly min?: string;
  readonly max?: string;
}

export function DateField({ min, max, ...props }: DateFieldProps) {
  return (
    <Field {...labelOf(props)}>
      {(ids) => (
        <Input
          {...ids}
          type="date"
          min={min}
          max={max}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

const FULL = { width: '100%' };

/**
 * What was typed stays as it was typed: a figure beyond the limits is said by the form, never put right in silence.
 */
export function WholeNumberField(props: InputProps<number | null>) {
  return (
    <Field {...labelOf(props)}>
      {(ids) => <InputNumber {...ids} style={FULL} precision={0} value={props.value} onChange={props.onChange} />}
    </Field>
  );
}

/** An amount in yuan to the fen, kept as it was typed: no figure of money passes through a float. */
export function YuanField(props: InputProps<string | null>) {
  return (
    <Field {...labelOf(props)}>
      {(ids) => (
        <InputNumber<string>
          {...ids}
          stringMode
          style={FULL}
          precision={2}
          value={props.value}
          onChange={props.onChange}
        />
      )}
    </Field>
  );
}

export interface Option<Value> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectFieldProps extends Labelled {
  readonly value: string | null;
  readonly onChange: (value: string) => void;
  readonly options: readonly (Option<string> | { readonly label: string; readonly options: Option<string>[] })[];
  readonly placeholder?: string;
  /** Found by typing: for long lists. */
  readonly searched?: boolean;
}

export function SelectField({ options, placeholder, searched, ...props }: SelectFieldProps) {
  return (
    <Field {...labelOf(props)}>
      {(ids) => (
        <Select
          {...ids}
          value={props.value}
          placeholder={placeholder}
          listHeight={480}
          {...(searched ? { showSearch: { optionFilterProp: 'label' } } : {})}
          options={options.map((option) => ({ ...option, title: option.label }))}
          onChange={props.onChange}
        />
      )}
    </Field>
  );
}

export interface ManyFieldProps extends InputProps<readonly string[]> {
  readonly loading?: boolean;
  readonly options: readonly Option<string>[];
  readonly placeholder?: string;
}

/** Several of a list, found by typing. */
export function ManyField({ options, placeholder, loading, ...props }: ManyFieldProps) {
  return (
    <Field {...labelOf(props)}>
      {(ids) => (
        <Select
          {...ids}
          mode="multiple"
          loading={loading ?? false}
          value={[...props.value]}
          placeholder={placeholder}
          showSearch={{ optionFilterProp: 'label' }}
          options={options.map((option) => ({ ...option, title: option.label }))}
          onChange={(chosen: string[]) => props.onChange(chosen)}
        />
      )}
    </Field>
  );
}

export interface ChoiceFieldProps<Value extends string> extends InputProps<Value> {
  readonly options: readonly Option<Value>[];
}

/** One of a few, all in sight. */
export function ChoiceField<Value extends string>({ options, ...props }: ChoiceFieldProps<Value>) {
  return (
    <Field {...labelOf(props)}>
      {(ids) => (
        <Radio.Group
          {...ids}
          value={props.value}
          options={[...options]}
          onChange={(event) => {
            const chosen = options.find(({ value }) => value === event.target.value);
            if (chosen) props.onChange(chosen.value);
          }}
        />
      )}
    </Field>
  );
}
