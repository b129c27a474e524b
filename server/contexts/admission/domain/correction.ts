// Correction (改过, paper §3.3.5): a substantiated finding, education first, at least twelve months with monthly
// check-ins, and a review; a new finding starts the clock again.

import { addMonths, type IsoDate, isoDate, parseIsoDate } from '../../../../kernel/calendar.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';

/** Months: the least is the paper's; the most keeps a household from being put off for ever. */
export const CORRECTION_MONTHS = { least: 12, most: 24 } as const;
/** How long a correction may be where the county asks for at least so many months. */
export function correctionMonths(asked: number): { readonly least: number; readonly most: number } {
  const least = Math.max(CORRECTION_MONTHS.least, asked);
  return { least, most: Math.max(CORRECTION_MONTHS.most, least) };
}

/** Months that a review which was not passed may add. */
export const EXTENSION_MONTHS = { least: 1, most: 12 } as const;

export const CONDUCTS = ['懒散', '赌博'] as const;
export type Conduct = (typeof CONDUCTS)[number];

/** A record of conduct that can be shown: what, when, by what evidence, and who stands for it. A rumour has none. */
export interface Finding {
  readonly kind: Conduct;
  readonly foundOn: string;
  readonly evidence: string;
  readonly attestedBy: string;
}

export interface Supervisor {
  readonly id: string;
  readonly name: string;
}

export type CorrectionState =
  /** Confirmed; education comes first and the clock stands. */
  | 'education'
  | 'running'
  | 'passed'
  /** A newer finding took its place. */
  | 'restarted'
  /** The decision that it rests on no longer stands. */
  | 'lifted';

export interface Correction {
  readonly id: string;
  readonly decisionId: string;
  readonly kind: Conduct;
  readonly foundOn: string;
  /** When a named person confirmed it: education and months are not before. */
  readonly confirmedOn: string;
  readonly evidence: string;
  readonly attestedBy: string;
  readonly supervisor: Supervisor;
  readonly months: number;
  readonly state: CorrectionState;
  readonly educatedOn: string | null;
  readonly educatedBy: string | null;
  readonly startsOn: string | null;
  /** First day on which a review may be held. */
  readonly until: string | null;
  readonly reviewedOn: string | null;
}

export function isActive(correction: Correction): boolean {
  return correction.state === 'education' || correction.state === 'running';
}

export type FindingRefusal = 'finding_missing' | 'finding_date_invalid' | 'finding_spent';

/**
 * Whether a finding is substantiated. Refuses, in this order: `finding_missing` (`detail.part` names what lacks),
 * `finding_date_invalid` (no day, or after today), `finding_spent` (not later than what was already dealt with).
 */
export function checkFinding(
  finding: Finding | null,
  today: IsoDate,
  dealtWithUntil: string | null,
): Result<Finding, FindingRefusal> {
  if (finding === null) return refuse('finding_missing', { part: 'record' });
  if (!CONDUCTS.includes(finding.kind)) return refuse('finding_missing', { part: 'kind' });
  if (finding.foundOn.trim() === '') return refuse('finding_missing', { part: 'date' });
  if (finding.evidence.trim().length < 4) return refuse('finding_missing', { part: 'evidence' });
  if (finding.attestedBy.trim() === '') return refuse('finding_missing', { part: 'attested_by' });
  const date = parseIsoDate(finding.foundOn);
  if (!date.ok || date.value > today) return refuse('finding_date_invalid', { date: finding.foundOn });
  if (dealtWithUntil !== null && date.value <= dealtWithUntil)
    return refuse('finding_spent', { until: dealtWithUntil });
  return ok(finding);
}

export type EducationRefusal = 'no_correction' | 'education_done' | 'education_date_invalid' | 'educator_missing';

/** Records the education that comes first; the clock starts on its day. Refusals in the order of the type. */
export function educate(
  correction: Correction | null,
  education: { readonly on: string; readonly by: string },
  today: IsoDate,
): Result<Correction, EducationRefusal> {
  if (correction === null || !isActive(correction)) return refuse('no_correction');
  if (correction.state === 'running') return refuse('education_done', { on: correction.educatedOn ?? '' });
  const on = parseIsoDate(education.on);
  if (!on.ok || on.value > today || on.value < correction.confirmedOn) return refuse('education_date_invalid');
  if (education.by.trim() === '') return refuse('educator_missing');
  return ok({
    ...correction,
    state: 'running',
    educatedOn: on.value,
    educatedBy: education.by.trim(),
    startsOn: on.value,
    until: addMonths(on.value, correction.months),
  });
}

/**
 * What a new finding makes of a running correction: the old one ends as `restarted`, the new one keeps supervisor and
 * length and counts from today. Refuses `no_correction`, then as `checkFinding` (a finding must be newer than the last).
 */
export function restart(
  correction: Correction | null,
  finding: Finding,
  id: string,
  today: IsoDate,
): Result<{ readonly ended: Correction; readonly begun: Correction }, 'no_correction' | FindingRefusal> {
  if (correction === null || !isActive(correction)) return refuse('no_correction');
  const checked = checkFinding(finding, today, correction.foundOn);
  if (!checked.ok) return checked;
  const begun: Correction = {
    ...correction,
    id,
    kind: finding.kind,
    foundOn: finding.foundOn,
    confirmedOn: today,
    evidence: finding.evidence.trim(),
    attestedBy: finding.attestedBy.trim(),
    ...(correction.state === 'running' ? { startsOn: today, until: addMonths(today, correction.months) } : {}),
  };
  return ok({ ended: { ...correction, state: 'restarted' }, begun });
}

export type CheckInRefusal =
  | 'no_correction'
  | 'not_the_supervisor'
  | 'check_in_date_invalid'
  | 'note_missing'
  | 'month_checked';

export interface CheckIn {
  readonly on: string;
  /** Whether the household keeps to it; a doubt is no finding, but the review will see it. */
  readonly state: 'good' | 'doubt';
  readonly note: string;
}

/** Month 1 runs from the start to the same day of the next month. 0 before the start. */
export function correctionMonth(correction: Correction, on: IsoDate): number {
  if (correction.startsOn === null || on < correction.startsOn) return 0;
  const start = isoDate(correction.startsOn);
  let month = 1;
  while (addMonths(start, month) <= on) month += 1;
  return month;
}

/** The month of the correction that a check-in counts for. Refusals in the order of the type. */
export function checkIn(
  correction: Correction | null,
  visit: CheckIn,
  actorId: string,
  checkedMonths: readonly number[],
  today: IsoDate,
): Result<number, CheckInRefusal> {
  if (correction === null || correction.state !== 'running') return refuse('no_correction');
  if (actorId !== correction.supervisor.id) return refuse('not_the_supervisor', { name: correction.supervisor.name });
  const on = parseIsoDate(visit.on);
  if (!on.ok || on.value > today) return refuse('check_in_date_invalid');
  const month = correctionMonth(correction, on.value);
  if (month === 0) return refuse('check_in_date_invalid');
  if (visit.note.trim() === '') return refuse('note_missing');
  if (checkedMonths.includes(month)) return refuse('month_checked', { month });
  return ok(month);
}

/**
 * Whole months gone by without a check-in, up to the end of the term; none are owed once a newer finding or an appeal
 * ended it. The household does not pay for them.
 */
export function missedMonths(correction: Correction, checkedMonths: readonly number[], today: IsoDate): number[] {
  if (correction.state !== 'running' && correction.state !== 'passed') return [];
  if (correction.startsOn === null || correction.until === null) return [];
  const end = correction.until < today ? isoDate(correction.until) : today;
  const start = isoDate(correction.startsOn);
  const missed: number[] = [];
  for (let month = 1; addMonths(start, month) <= end; month += 1) {
    if (!checkedMonths.includes(month)) missed.push(month);
  }
  return missed;
}

export type ReviewRefusal = 'no_correction' | 'correction_not_over' | 'reason_missing' | 'extension_out_of_range';

export interface Review {
  readonly passed: boolean;
  readonly reason: string;
  /** Months added when it is not passed. */
  readonly extendMonths: number | null;
}

/** A review after the term: passed, or the term is extended. Refusals in the order of the type. */
export function review(correction: Correction | null, held: Review, today: IsoDate): Result<Correction, ReviewRefusal> {
  if (correction === null || !isActive(correction)) return refuse('no_correction');
  if (correction.until === null || today < correction.until) {
    return refuse('correction_not_over', { until: correction.until ?? '—' });
  }
  if (held.reason.trim().length < 4) return refuse('reason_missing');
  if (held.passed) return ok({ ...correction, state: 'passed', reviewedOn: today });
  const months = held.extendMonths;
  const { least, most } = EXTENSION_MONTHS;
  if (months === null || !Number.isInteger(months) || months < least || months > most) {
    return refuse('extension_out_of_range', { least, most });
  }
  return ok({ ...correction, until: addMonths(today, months), reviewedOn: today });
}
