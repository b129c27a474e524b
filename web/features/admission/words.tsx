// Small things said the same on every admission page: an outcome's tag, what asks for attention, a rule's sentences.
import type { ReactNode } from 'react';
import { useT } from '../../messages/index.tsx';
import type { Outcome, StandingRow } from './queries.ts';
import s from './words.module.css';

export type Tone = 'good' | 'info' | 'warning' | 'late' | 'plain';

/** Colour beside the word, never instead of it. */
const TONE: Readonly<Record<Outcome, Tone>> = {
  admitted: 'good',
  traditional_only: 'info',
  train_first: 'warning',
  correction: 'late',
  social_relief: 'plain',
};

/** A short word on its own wash. */
export function Chip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`${s.chip} ${s[tone]}`}>{children}</span>;
}

export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const t = useT();
  return <Chip tone={TONE[outcome]}>{t.figure1.outcomes[outcome]}</Chip>;
}

export function AttentionTags({ attention }: { attention: StandingRow['attention'] }) {
  const t = useT();
  return (
    <span className={s.tags}>
      {attention.map((one) => (
        <Chip key={one} tone={one === 'not_decided' ? 'info' : 'warning'}>
          {t.admission.attention[one]}
        </Chip>
      ))}
    </span>
  );
}
