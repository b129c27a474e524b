// One labelled control of a form: label above, hint below, both tied to the control for screen readers.
import { type ReactNode, useId } from 'react';
import s from './Field.module.css';

export interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby'?: string;
}

export interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly required?: boolean;
  /** Takes a whole row among other fields. */
  readonly wide?: boolean;
  /** Draws the control with the ids that tie it to its label. */
  readonly children: (ids: FieldIds) => ReactNode;
}

export function Field({ label, hint, required = false, wide = false, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={wide ? `${s.field} ${s.wide}` : s.field}>
      <label htmlFor={id} className={s.label}>
        {label}
        {required && (
          <span className={s.required} aria-hidden="true">
            {' *'}
          </span>
        )}
      </label>
      {children(hint ? { id, 'aria-describedby': hintId } : { id })}
      {hint && (
        <small id={hintId} className={s.hint}>
          {hint}
        </small>
      )}
    </div>
  );
}

/** Fields one below the other, or two abreast where there is room. */
export function Fields({ children }: { children: ReactNode }) {
  return <div className={s.fields}>{children}</div>;
}
