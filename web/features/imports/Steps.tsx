// The wizard's four steps as one strip: where the import stands, and the steps that can be gone back to.
import { Link } from 'react-router';
import { useT } from '../../messages/index.tsx';
import { TickIcon } from '../../ui/icons.tsx';
import s from './Steps.module.css';
import { STEPS, type Step } from './stage.ts';

export interface StepsProps {
  readonly here: Step;
  /** Where a step can be opened; one without an address is only shown. */
  readonly links?: Partial<Readonly<Record<Step, string>>>;
  /** The whole way has been gone. */
  readonly finished?: boolean;
}

export function Steps({ here, links = {}, finished = false }: StepsProps) {
  const t = useT().imports;
  const at = STEPS.indexOf(here);
  return (
    <nav aria-label={t.stepsLabel} className="no-print">
      <ol className={s.steps}>
        {STEPS.map((step, index) => {
          const done = index < at || finished;
          const look = index === at ? s.here : done ? s.done : s.todo;
          const inside = (
            <>
              <span className={s.number} aria-hidden="true">
                {done ? <TickIcon size={16} /> : index + 1}
              </span>
              <span>{t.steps[step]}</span>
              {(done || index === at) && <span className="sr-only">{done ? t.stepDone : t.stepHere}</span>}
            </>
          );
          const to = index === at ? undefined : links[step];
          return (
            <li key={step} className={look} aria-current={index === at ? 'step' : undefined}>
              {to === undefined ? (
                <span className={s.step}>{inside}</span>
              ) : (
                <Link className={s.step} to={to}>
                  {inside}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
