// The named person's decision: it may follow the table's suggestion or depart from it, within what the law allows.

import type { IsoDate } from '../../../../kernel/calendar.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import {
  type Correction,
  checkFinding,
  correctionMonths,
  type Finding,
  type FindingRefusal,
  isActive,
  type Supervisor,
} from './correction.ts';
import { isPermittedActivity, type Outcome, type PermittedActivity } from './outcome.ts';
import { type NamedProduce, namedProduce } from './produce.ts';
import type { Suggestion } from './suggestion.ts';

/** A place in a course, or a course that is recorded until places are handed out by the product itself. */
export interface Training {
  readonly course: string;
  readonly provider: string;
  readonly beginsOn: string;
}

export interface DecideCommand {
  readonly householdId: string;
  readonly outcome: Outcome;
  /** Why, in plain words; required when the decision departs from the suggestion. */
  readonly reason: string;
  /** The clause relied on; the table's own when left empty and the suggestion is followed. */
  readonly clause: string;
  /** The decision that the person saw standing; null when he saw none. */
  readonly supersedes: string | null;
  /** What an admitted household will do. */
  readonly activity: string | null;
  /** Ids of what it will sell, from the county's register; none where the activity sells nothing. */
  readonly produce: readonly string[];
  readonly finding: Finding | null;
  readonly supervisor: Supervisor | null;
  readonly correctionMonths: number | null;
  readonly training: Training | null;
}

export interface DecisionSituation {
  readonly suggestion: Suggestion;
  /** Id of the decision that stands. */
  readonly standing: string | null;
  /** The household's latest correction, whatever its state. */
  readonly correction: Correction | null;
  /** The county's register of produce, as it is. */
  readonly listed: readonly NamedProduce[];
  readonly appealOpen: boolean;
  readonly ownHousehold: boolean;
  /** The county's least months of a correction; never less than the paper's twelve. */
  readonly leastCorrectionMonths: number;
  readonly today: IsoDate;
}

/** In order of precedence, after `household_unknown`, `facts_missing`, `no_suggestion`. */
export const DECISION_REFUSALS = [
  'own_household',
  'decision_changed',
  'appeal_open',
  'correction_running',
  'no_able_adult',
  'reason_missing',
  'clause_missing',
  'activity_missing',
  'activity_not_permitted',
  'produce_missing',
  'produce_not_listed',
  'finding_missing',
  'finding_date_invalid',
  'finding_spent',
  'supervisor_missing',
  'correction_months_out_of_range',
  'training_missing',
] as const;
export type DecisionRefusal = (typeof DECISION_REFUSALS)[number];

/** What is kept of a decision besides the suggestion that it answers. */
export interface Decided {
  readonly outcome: Outcome;
  readonly departs: boolean;
  readonly reason: string;
  readonly clause: string;
  readonly activity: PermittedActivity | null;
  readonly produce: readonly NamedProduce[];
  readonly training: Training | null;
  /** Office that takes the household over. */
  readonly handedTo: string | null;
  readonly correction: {
    readonly finding: Finding;
    readonly supervisor: Supervisor;
    readonly months: number;
  } | null;
}

const LENDS: readonly Outcome[] = ['admitted', 'traditional_only'];

/** Decides. The departure itself is the person's right; what it needs is a reason and a clause. */
export function decide(command: DecideCommand, situation: DecisionSituation): Result<Decided, DecisionRefusal> {
  const { suggestion, correction } = situation;
  const departs = command.outcome !== suggestion.outcome;
  const reason = command.reason.trim();
  const clause = command.clause.trim();
  if (situation.ownHousehold) return refuse('own_household');
  if (command.supersedes !== situation.standing) return refuse('decision_changed');
  if (situation.appealOpen) return refuse('appeal_open');
  // Only losing all labour ends a correction before its review: civil affairs then takes over.
  if (correction !== null && isActive(correction) && command.outcome !== 'social_relief') {
    return refuse('correction_running', { until: correction.until ?? '—' });
  }
  // 银保监发〔2021〕6号: borrowers are 18–65 with full civil capacity. A wrong registry is mended there, not here.
  if (LENDS.includes(command.outcome) && Number(suggestion.facts.ableAdults) < 1) return refuse('no_able_adult');
  if (departs && reason.length < 4) return refuse('reason_missing');
  if (departs && clause === '') return refuse('clause_missing');
  const kept = {
    outcome: command.outcome,
    departs,
    reason: reason || suggestion.reasons.map((one) => one.zh).join('；'),
    clause: clause || suggestion.clause,
    activity: null,
    produce: [],
    training: null,
    handedTo: null,
    correction: null,
  };
  switch (command.outcome) {
    case 'admitted':
    case 'traditional_only': {
      const activity = command.activity?.trim() ?? '';
      if (activity === '') return refuse('activity_missing');
      if (!isPermittedActivity(activity)) return refuse('activity_not_permitted', { activity });
      const produce = namedProduce(activity, command.produce, situation.listed);
      return produce.ok ? ok({ ...kept, activity, produce: produce.value }) : produce;
    }
    case 'correction': {
      const confirmed = confirm(command, correction, situation);
      return confirmed.ok ? ok({ ...kept, correction: confirmed.value }) : confirmed;
    }
    case 'train_first': {
      const { training } = command;
      if (training === null || training.course.trim() === '' || training.provider.trim() === '')
        return refuse('training_missing');
      return ok({ ...kept, training });
    }
    case 'social_relief':
      return ok({ ...kept, handedTo: '民政' });
    default:
      return command.outcome satisfies never;
  }
}

function confirm(
  command: DecideCommand,
  latest: Correction | null,
  { today, leastCorrectionMonths }: DecisionSituation,
): Result<
  NonNullable<Decided['correction']>,
  FindingRefusal | 'supervisor_missing' | 'correction_months_out_of_range'
> {
  const finding = checkFinding(command.finding, today, latest?.state === 'passed' ? latest.reviewedOn : null);
  if (!finding.ok) return finding;
  const { supervisor } = command;
  if (supervisor === null || supervisor.id.trim() === '' || supervisor.name.trim() === '')
    return refuse('supervisor_missing');
  const { least, most } = correctionMonths(leastCorrectionMonths);
  const months = command.correctionMonths ?? least;
  if (!Number.isInteger(months) || months < least || months > most)
    return refuse('correction_months_out_of_range', { least, most });
  return ok({ finding: finding.value, supervisor, months });
}
