// The decision that stands: outcome, who, when, on which clause, followed or departed; and the button to decide.
import { day } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Facts, Panel } from '../../ui/Layout.tsx';
import { Empty } from '../../ui/states.tsx';
import { Why } from '../../ui/Why.tsx';
import s from './admission.module.css';
import type { Decision, History, Terms } from './queries.ts';
import { whyDecided } from './reason.ts';

export interface StandingPanelProps {
  readonly history: History;
  readonly terms: Terms | undefined;
  readonly onDecide: () => void;
  /** Why nobody may decide now; null when this person may. */
  readonly whyNot: string | null;
}

export function StandingPanel({ history, terms, onDecide, whyNot }: StandingPanelProps) {
  const t = useT();
  const words = t.admission.standing;
  const language = useLanguage();
  const { standing } = history;
  const decision = history.decisions.find((known) => known.id === standing?.decisionId);
  const button = (
    <ActionButton type="primary" whyNot={whyNot} onClick={onDecide}>
      {standing ? words.again : words.decide}
    </ActionButton>
  );
  if (!standing || !decision) {
    return (
      <Panel title={words.title}>
        <Empty title={words.none} hint={words.noneHint} action={button} />
      </Panel>
    );
  }
  const name = t.figure1.outcomes[decision.outcome];
  return (
    <Panel title={words.title}>
      <div className={s.outcome}>
        <strong>{name}</strong>
        <Why key={decision.id} of={words.why(name)} reason={whyDecided(decision, t, language)} />
      </div>
      <p className={s.follows}>{saidReason(decision, language)}</p>
      <Facts items={factsOf(decision, terms, t, language, standing.correctionUntil)} />
      <p className={s.quiet}>
        {decision.outcome === decision.suggested
          ? words.follows
          : words.departs(t.figure1.outcomes[decision.suggested])}
      </p>
      <div className={`${s.acts} no-print`}>{button}</div>
    </Panel>
  );
}

/** The officer's own words; where the table's reason was taken over, in the reader's language. */
export function saidReason(decision: Decision, language: 'zh' | 'en'): string {
  const taken = decision.reasons.map((reason) => reason.zh).join('；');
  return decision.reason === taken && language === 'en'
    ? decision.reasons.map((reason) => reason.en).join('; ')
    : decision.reason;
}

export function factsOf(
  decision: Decision,
  terms: Terms | undefined,
  t: ReturnType<typeof useT>,
  language: 'zh' | 'en',
  until: string | null,
) {
  const words = t.admission.standing;
  const activity = terms?.activities.find((known) => known.code === decision.activity);
  const { training } = decision;
  return [
    { label: words.clause, value: decision.clause },
    { label: words.by, value: decision.decidedBy },
    { label: words.at, value: day(decision.decidedAt) },
    ...(decision.activity ? [{ label: words.activity, value: activity?.[language] ?? decision.activity }] : []),
    ...(decision.produce.length > 0
      ? [{ label: words.produce, value: decision.produce.map(({ name }) => name).join('、') }]
      : []),
    ...(training
      ? [{ label: words.training, value: words.trainingOf(training.course, training.provider, training.beginsOn) }]
      : []),
    ...(decision.handedTo
      ? [{ label: words.handedTo, value: language === 'zh' ? decision.handedTo : t.admission.office }]
      : []),
    ...(until ? [{ label: words.until, value: until }] : []),
  ];
}
