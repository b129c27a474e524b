// Small things said the same on every admission page: an outcome's tag, what asks for attention, a rule's sentences.
import { Tag } from 'antd';
import { useT } from '../../messages/index.tsx';
import s from './admission.module.css';
import type { Outcome, StandingRow } from './queries.ts';

/** Colour beside the word, never instead of it. */
const TONE: Readonly<Record<Outcome, string>> = {
  admitted: 'success',
  traditional_only: 'processing',
  train_first: 'warning',
  correction: 'error',
  social_relief: 'default',
};

export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const t = useT();
  return <Tag color={TONE[outcome]}>{t.figure1.outcomes[outcome]}</Tag>;
}

export function AttentionTags({ attention }: { attention: StandingRow['attention'] }) {
  const t = useT();
  return (
    <span className={s.tags}>
      {attention.map((one) => (
        <Tag key={one} color={one === 'not_decided' ? 'processing' : 'warning'}>
          {t.admission.attention[one]}
        </Tag>
      ))}
    </span>
  );
}
