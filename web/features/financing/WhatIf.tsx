// What if a fact were otherwise: one control a fact, the value on file beside it. Only supposes; nothing is saved.
import { useId } from 'react';
import { useSharedT } from '../../messages/index.tsx';
import s from './WhatIf.module.css';

interface FactBase {
  /** The fact's name in the rule tables (kernel/facts.ts) or in the need. */
  readonly name: string;
  readonly label: string;
  /** The value on file, as shown. */
  readonly onFile: string;
  /** Differs from the file now. */
  readonly supposed: boolean;
}

export type Figure1Fact =
  | (FactBase & { readonly kind: 'yes_no'; readonly value: boolean })
  | (FactBase & {
      readonly kind: 'number';
      readonly value: number;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit: string;
    })
  | (FactBase & {
      readonly kind: 'choice';
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    });

export interface WhatIfProps {
  readonly facts: readonly Figure1Fact[];
  readonly onFactChange: (name: string, value: string | number | boolean) => void;
  readonly onReset?: (() => void) | undefined;
  readonly busy: boolean;
}

export function WhatIf({ facts, onFactChange, onReset, busy }: WhatIfProps) {
  const t = useSharedT();
  const words = t.figure1;
  const supposed = facts.some((fact) => fact.supposed);
  return (
    <section className={`${s.panel} no-print`} aria-label={words.whatIf}>
      <div className={s.head}>
        <div>
          <h3>{words.whatIf}</h3>
          <p className={s.lead} role="status">
            {busy ? words.working : words.whatIfLead}
          </p>
        </div>
        {onReset && supposed && (
          <button type="button" className={s.reset} onClick={onReset}>
            {words.reset}
          </button>
        )}
      </div>
      <ul className={s.facts}>
        {facts.map((fact) => (
          <li key={fact.name} className={fact.supposed ? s.supposed : undefined}>
            <FactControl fact={fact} onChange={(value) => onFactChange(fact.name, value)} />
            <small>
              {fact.supposed && <span className={s.flag}>{words.supposed}</span>}
              {words.onFile(fact.onFile)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function FactControl({ fact, onChange }: { fact: Figure1Fact; onChange: (value: string | number | boolean) => void }) {
  const t = useSharedT();
  const id = useId();
  switch (fact.kind) {
    case 'yes_no':
      return (
        <fieldset className={s.control}>
          <legend>{fact.label}</legend>
          <span className={s.choice}>
            {[true, false].map((value) => (
              <button
                key={String(value)}
                type="button"
                aria-pressed={fact.value === value}
                onClick={() => onChange(value)}
              >
                {value ? t.state.yes : t.state.no}
              </button>
            ))}
          </span>
        </fieldset>
      );
    case 'number':
      return (
        <div className={s.control}>
          <label htmlFor={id}>{fact.label}</label>
          <span className={s.stepper}>
            <button
              type="button"
              aria-label={`${fact.label} −${fact.step}`}
              disabled={fact.value <= fact.min}
              onClick={() => onChange(Math.max(fact.min, fact.value - fact.step))}
            >
              −
            </button>
            <input
              id={id}
              type="number"
              inputMode="numeric"
              min={fact.min}
              max={fact.max}
              step={fact.step}
              value={fact.value}
              onChange={(event) => {
                const value = event.target.valueAsNumber;
                if (Number.isFinite(value)) onChange(Math.min(fact.max, Math.max(fact.min, value)));
              }}
            />
            <button
              type="button"
              aria-label={`${fact.label} +${fact.step}`}
              disabled={fact.value >= fact.max}
              onClick={() => onChange(Math.min(fact.max, fact.value + fact.step))}
            >
              +
            </button>
            <span className={s.unit}>{fact.unit}</span>
          </span>
        </div>
      );
    case 'choice':
      return (
        <div className={s.control}>
          <label htmlFor={id}>{fact.label}</label>
          <select id={id} value={fact.value} onChange={(event) => onChange(event.target.value)}>
            {fact.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      );
    default:
      return fact satisfies never;
  }
}
