// What has happened to a household and what comes next, told from the records: tracks and news. Pure. Only true states:
// a step is done when there is a record of it, `next` when it is the first without one, and `later` beyond.

import type { History, Suggestion } from '../features/admission/queries.ts';
import { day } from '../format.ts';
import type { PhoneMessages } from '../messages/index.tsx';
import type { Language } from '../settings.ts';
import type { Attention, Household, KeptPlan } from './queries.ts';

export type TrackState = 'done' | 'now' | 'next' | 'later';

export interface TrackStep {
  readonly key: string;
  readonly label: string;
  readonly state: TrackState;
  /** 2026-03-04, or a sentence. */
  readonly note?: string | null;
}

interface Step {
  readonly key: string;
  readonly label: string;
  readonly done: boolean;
  readonly note?: string | null;
}

/** The first step without a record is the next one; the others are not begun. */
function inOrder(steps: readonly Step[]): TrackStep[] {
  const next = steps.findIndex(({ done }) => !done);
  return steps.map(({ key, label, done, note }, index) => ({
    key,
    label,
    note: note ?? null,
    state: done ? 'done' : index === next ? 'next' : 'later',
  }));
}

/** From comparison to confirmation; empty where nothing was noticed. */
export function watchTrack(attention: Attention, words: PhoneMessages['phone']): TrackStep[] {
  const [first] = attention.noticed;
  if (first === undefined) return [];
  const { track } = words;
  return inOrder([
    { key: 'screened', label: track.screened, done: true, note: day(first.since) },
    { key: 'village', label: track.village, done: false },
    { key: 'review', label: track.review, done: false },
    { key: 'notice', label: track.notice, done: false },
    { key: 'township', label: track.township, done: false },
    { key: 'county', label: track.county, done: false },
  ]);
}

/** The decision that stands, with its record; null while none does. */
export function standingDecision(history: History) {
  const { standing } = history;
  return standing === null ? null : (history.decisions.find(({ id }) => id === standing.decisionId) ?? null);
}

/** Which money may be used: suggestion, decision, and what the outcome asks for next. */
export function financeTrack(
  history: History,
  suggestion: Suggestion | null,
  plans: readonly KeptPlan[],
  words: PhoneMessages['phone'],
): TrackStep[] {
  const { steps } = words.finance;
  const decision = standingDecision(history);
  const begun: Step[] = [
    {
      key: 'suggested',
      label: steps.suggested,
      done: decision !== null || suggestion !== null,
      note: words.outcome[decision?.suggested ?? suggestion?.outcome ?? 'admitted'].name,
    },
    {
      key: 'decided',
      label: steps.decided,
      done: decision !== null,
      note: decision === null ? null : `${day(decision.decidedAt)} · ${decision.decidedBy}`,
    },
  ];
  if (decision === null) return inOrder(begun.map((step) => (step.done ? step : { ...step, note: null })));
  return inOrder([...begun, ...after(decision, history, plans, words)]);
}

/** On the way to selling online: a course (or a shop that shows the skill), the decision, the shop itself. */
export function sellTrack(
  history: History,
  {
    shop,
    courses,
  }: { readonly shop: boolean; readonly courses: readonly { readonly course: string; readonly kind: string }[] },
  words: PhoneMessages['phone'],
): TrackStep[] {
  const { steps } = words.sell;
  const decision = standingDecision(history);
  const admitted = decision?.outcome === 'admitted';
  const learned = courses.filter(({ kind }) => kind === 'digital' || kind === 'commerce');
  return inOrder([
    {
      key: 'learn',
      label: steps.learn,
      done: learned.length > 0 || shop || admitted,
      note: learned.map(({ course }) => course).join(words.join) || null,
    },
    {
      key: 'decided',
      label: steps.decided,
      done: admitted,
      note: admitted ? day(decision.decidedAt) : null,
    },
    { key: 'shop', label: steps.shop, done: shop },
  ]);
}

function after(
  decision: History['decisions'][number],
  history: History,
  plans: readonly KeptPlan[],
  words: PhoneMessages['phone'],
): Step[] {
  const { steps, training, until } = words.finance;
  switch (decision.outcome) {
    case 'social_relief':
      return [
        { key: 'handed', label: steps.handed, done: decision.handedTo !== null },
        { key: 'relief', label: steps.relief, done: false },
      ];
    case 'correction': {
      const correction = history.corrections.find(({ decisionId }) => decisionId === decision.id);
      return [
        {
          key: 'education',
          label: steps.education,
          done: correction?.educatedOn != null,
          note: correction?.educatedOn,
        },
        {
          key: 'correction',
          label: steps.correction,
          done: correction?.state === 'passed',
          note: correction?.until ? until(correction.until) : null,
        },
        {
          key: 'review',
          label: steps.correctionReview,
          done: correction?.state === 'passed',
          note: correction?.reviewedOn,
        },
      ];
    }
    case 'train_first':
      return [
        {
          key: 'training',
          label: steps.training,
          done: false,
          note: decision.training
            ? training(decision.training.course, decision.training.provider, decision.training.beginsOn)
            : null,
        },
        { key: 'again', label: steps.again, done: false },
      ];
    case 'traditional_only':
    case 'admitted': {
      const plan = plans.find(({ state, decisionId }) => state !== 'closed' && decisionId === decision.id);
      return [
        { key: 'plan', label: steps.plan, done: plan !== undefined, note: plan ? day(plan.openedAt) : null },
        {
          key: 'agree',
          label: steps.agree,
          done: plan?.agreedAt != null,
          note: plan?.agreedAt ? day(plan.agreedAt) : null,
        },
      ];
    }
    default:
      return decision.outcome satisfies never;
  }
}

export interface NewsItem {
  readonly key: string;
  /** An instant. */
  readonly at: string;
  readonly text: string;
}

/** 民政局-低保特困.csv → 民政局-低保特困 */
export function sourceName(name: string): string {
  return name.replace(/\.(xlsx|xls|csv|txt)$/i, '');
}

/** Everything on record about the household that happened on a day, the newest first. */
export function news(
  records: {
    readonly household: Household;
    readonly attention: Attention | null;
    readonly history: History;
    readonly plans: readonly KeptPlan[];
  },
  words: PhoneMessages['phone'],
  language: Language,
): NewsItem[] {
  const { household, attention, history, plans } = records;
  const items: NewsItem[] = [...recorded(household, words)];
  for (const { cause, since, reasons } of attention?.noticed ?? [])
    items.push({ key: `clue ${cause}`, at: since, text: words.news.noticed(reasons[0]?.[language] ?? cause) });
  for (const { id, outcome, decidedAt } of history.decisions)
    items.push({ key: id, at: decidedAt, text: words.news.decided(words.outcome[outcome].name) });
  for (const { id, filedAt, onBehalfOf, filedBy, state, answeredAt } of history.appeals) {
    items.push({
      key: id,
      at: filedAt,
      text: onBehalfOf === null ? words.news.appealed : words.news.appealedFor(filedBy),
    });
    if (state !== 'open' && answeredAt) items.push({ key: `${id} answer`, at: answeredAt, text: words.news[state] });
  }
  for (const { id, openedAt, agreedAt, closedAt } of plans) {
    items.push({ key: id, at: openedAt, text: words.news.planOpened });
    if (agreedAt) items.push({ key: `${id} agreed`, at: agreedAt, text: words.news.planAgreed });
    if (closedAt) items.push({ key: `${id} closed`, at: closedAt, text: words.news.planClosed });
  }
  for (const consent of household.consents) items.push(...consented(consent, words));
  // A copy is sorted in place: old phones know no toSorted.
  return [...items].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** One line for the sources that were read together, one for each visit or declaration. */
function recorded(household: Household, words: PhoneMessages['phone']): NewsItem[] {
  const batches = new Map<string, Household['sources']>();
  const byHand: NewsItem[] = [];
  for (const source of household.sources) {
    const { batchId, id, recordedAt, name } = source;
    if (batchId === null) byHand.push({ key: id, at: recordedAt, text: words.news.corrected(name) });
    else batches.set(batchId, [...(batches.get(batchId) ?? []), source]);
  }
  const read = [...batches].map(([batch, sources]) => ({
    key: `batch ${batch}`,
    at: sources[0]!.recordedAt,
    text: words.news.recorded(sources.map(({ name }) => sourceName(name)).join(words.join)),
  }));
  return [...read, ...byHand];
}

function consented(consent: Household['consents'][number], words: PhoneMessages['phone']): NewsItem[] {
  const what = consentSubject(consent.what, words);
  const given = {
    key: consent.id,
    at: `${consent.givenOn}T00:00:00+08:00`,
    text: words.news.consentGiven(what, consent.recipient),
  };
  if (consent.withdrawnAt === null) return [given];
  return [
    given,
    {
      key: `${consent.id} withdrawn`,
      at: consent.withdrawnAt,
      text: words.news.consentWithdrawn(what, consent.recipient),
    },
  ];
}

/** 收入情况, for the code `income`; a code that this page does not know is shown as it stands. */
export function consentSubject(code: string, words: PhoneMessages['phone']): string {
  const known: Readonly<Record<string, string>> = words.consents.what;
  return known[code] ?? code;
}

/** Where a consent stands on a day. */
export function consentState(consent: Household['consents'][number], today: string): 'now' | 'ended' | 'withdrawn' {
  if (consent.withdrawnAt !== null) return 'withdrawn';
  return consent.until < today ? 'ended' : 'now';
}
