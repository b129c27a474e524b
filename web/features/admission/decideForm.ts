// The decision form as data: what each outcome asks for, what is still missing, what is sent. Pure; the server checks
// again and in its own order.
import type { Messages } from '../../messages/index.tsx';
import type { DecideInput, Outcome, Suggestion, Terms } from './queries.ts';

export interface DecideDraft {
  readonly outcome: Outcome | null;
  readonly activity: string | null;
  /** Ids from the county's register. */
  readonly produce: readonly string[];
  readonly kind: '懒散' | '赌博';
  readonly foundOn: string;
  readonly evidence: string;
  readonly attestedBy: string;
  readonly supervisorId: string | null;
  readonly months: number | null;
  readonly course: string;
  readonly provider: string;
  readonly beginsOn: string;
  readonly reason: string;
  readonly clause: string;
}

/** As the county sets them. */
export interface Months {
  readonly least: number;
  readonly most: number;
}

export const LEAST_REASON = 4;

/** Begins with what the table suggests. */
export function firstDraft(suggestion: Suggestion, { least }: Months): DecideDraft {
  return {
    outcome: suggestion.outcome,
    activity: null,
    produce: [],
    kind: suggestion.facts.conduct === '赌博' ? '赌博' : '懒散',
    foundOn: '',
    evidence: '',
    attestedBy: '',
    supervisorId: null,
    months: least,
    course: '',
    provider: '',
    beginsOn: '',
    reason: '',
    clause: '',
  };
}

export type Barred = keyof Messages['admission']['decide']['barred'];

/** Why an outcome can't be chosen for this household; null when it can. */
export function barred(outcome: Outcome, suggestion: Suggestion, inCorrection: boolean): Barred | null {
  if (inCorrection && outcome !== 'social_relief') return 'correction_running';
  const lends = outcome === 'admitted' || outcome === 'traditional_only';
  return lends && Number(suggestion.facts.ableAdults ?? 0) < 1 ? 'no_able_adult' : null;
}

/** What of the terms the form is checked by. */
export type FormTerms = Pick<Terms, 'activities' | 'correctionMonths'>;
type Present = (draft: DecideDraft, terms: FormTerms) => boolean;

export type Missing = keyof Messages['admission']['decide']['missing'];

/** Whether the activity sells goods, which the county's register must hold. */
export function sells(activity: string | null, terms: Pick<Terms, 'activities'>): boolean {
  return terms.activities.some((one) => one.code === activity && one.sells);
}

const LENDS: readonly (readonly [Missing, Present])[] = [
  ['activity', (draft) => draft.activity !== null],
  ['produce', (draft, terms) => !sells(draft.activity, terms) || draft.produce.length > 0],
];

const OWN: Readonly<Record<Outcome, readonly (readonly [Missing, Present])[]>> = {
  admitted: LENDS,
  traditional_only: LENDS,
  correction: [
    ['foundOn', (draft) => draft.foundOn !== ''],
    ['evidence', (draft) => draft.evidence.trim().length >= LEAST_REASON],
    ['attestedBy', (draft) => draft.attestedBy.trim() !== ''],
    ['supervisor', (draft) => draft.supervisorId !== null],
    [
      'months',
      ({ months }, { correctionMonths: { least, most } }) => months !== null && months >= least && months <= most,
    ],
  ],
  train_first: [
    ['course', (draft) => draft.course.trim() !== ''],
    ['provider', (draft) => draft.provider.trim() !== ''],
    ['beginsOn', (draft) => draft.beginsOn !== ''],
  ],
  social_relief: [],
};

/** The first thing that still lacks, in the order of the form; null when it can be sent. */
export function missingIn(draft: DecideDraft, suggested: Outcome, terms: FormTerms): Missing | null {
  const { outcome } = draft;
  if (outcome === null) return 'outcome';
  const own = OWN[outcome].find(([, there]) => !there(draft, terms));
  if (own) return own[0];
  if (outcome === suggested) return null;
  if (draft.reason.trim().length < LEAST_REASON) return 'reason';
  return draft.clause.trim() === '' ? 'clause' : null;
}

/** What is sent; only what the outcome asks for. */
export function decisionOf(
  draft: DecideDraft,
  terms: FormTerms,
  supersedes: string | null,
  supervisors: readonly { readonly id: string; readonly name: string }[],
): DecideInput {
  const { outcome } = draft;
  if (outcome === null) throw new Error('no outcome was chosen');
  const lends = outcome === 'admitted' || outcome === 'traditional_only';
  const correction = outcome === 'correction';
  return {
    outcome,
    reason: draft.reason.trim(),
    clause: draft.clause.trim(),
    supersedes,
    activity: lends ? draft.activity : null,
    produce: lends && sells(draft.activity, terms) ? [...draft.produce] : [],
    finding: correction
      ? {
          kind: draft.kind,
          foundOn: draft.foundOn,
          evidence: draft.evidence.trim(),
          attestedBy: draft.attestedBy.trim(),
        }
      : null,
    supervisor: correction ? (supervisors.find(({ id }) => id === draft.supervisorId) ?? null) : null,
    correctionMonths: correction ? draft.months : null,
    training:
      outcome === 'train_first'
        ? { course: draft.course.trim(), provider: draft.provider.trim(), beginsOn: draft.beginsOn }
        : null,
  };
}

/** The draft in words, to be checked before it is confirmed. */
export function summaryOf(
  draft: DecideDraft,
  t: Messages,
  language: 'zh' | 'en',
  terms: Terms,
  supervisors: readonly { readonly id: string; readonly name: string }[],
  suggestion: Suggestion,
  /** Names of the produce chosen. */
  goods: string,
): { readonly label: string; readonly value: string }[] {
  const words = t.admission.decide;
  const { outcome } = draft;
  if (outcome === null) return [];
  const activity = terms.activities.find(({ code }) => code === draft.activity)?.[language] ?? '';
  const supervisor = supervisors.find(({ id }) => id === draft.supervisorId)?.name ?? '';
  const finding = t.admission.correction.findingOf(words.kinds[draft.kind], draft.foundOn, draft.attestedBy);
  const lending = [
    { label: words.activity, value: activity },
    ...(sells(draft.activity, terms) ? [{ label: words.produce, value: goods }] : []),
  ];
  const own = {
    admitted: lending,
    traditional_only: lending,
    correction: [
      { label: t.admission.correction.finding, value: finding },
      { label: words.evidence, value: draft.evidence },
      { label: words.supervisor, value: supervisor },
      { label: words.months, value: String(draft.months) },
    ],
    train_first: [
      {
        label: t.admission.standing.training,
        value: t.admission.standing.trainingOf(draft.course, draft.provider, draft.beginsOn),
      },
    ],
    social_relief: [{ label: t.admission.standing.handedTo, value: t.admission.office }],
  }[outcome];
  const given = draft.reason.trim();
  return [
    { label: words.outcome, value: t.figure1.outcomes[outcome] },
    ...own,
    { label: words.reason, value: given || suggestion.reasons.map((reason) => reason[language]).join('；') },
    { label: words.clause, value: draft.clause.trim() || suggestion.clause },
  ];
}
