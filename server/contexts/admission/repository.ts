// Writes to admission's own tables, and the rows that a decision is made from.

import { sql } from 'kysely';
import type { Role } from '../../../kernel/permissions.ts';
import type { Scope, Tx } from '../../platform/database.ts';
import type { Appeal } from './domain/appeal.ts';
import type { CheckIn, Conduct, Correction, CorrectionState } from './domain/correction.ts';
import type { Decided } from './domain/decision.ts';
import type { Outcome } from './domain/outcome.ts';
import type { Suggestion } from './domain/suggestion.ts';

/** The decision that stands, as later decisions and other contexts need it. */
export interface Standing {
  readonly decisionId: string;
  readonly outcome: Outcome;
  readonly suggested: Outcome;
  readonly reason: string;
  readonly clause: string;
  /** ISO instant. */
  readonly decidedAt: string;
  readonly correctionUntil: string | null;
}

export interface HouseholdRef {
  readonly id: string;
  readonly region: string;
}

export async function findStanding(tx: Tx, county: string, householdId: string): Promise<Standing | null> {
  const { rows } = await sql<{
    decision_id: string;
    outcome: Outcome;
    suggested: Outcome;
    reason: string;
    clause: string;
    decided_at: Date;
    correction_until: string | null;
  }>`
    select s.decision_id, s.outcome, s.suggested, d.reason, d.clause, s.decided_at, s.correction_until
    from admission.pub_standing s
    join admission.decision d on d.county = s.county and d.id = s.decision_id
    where s.county = ${county} and s.household_id = ${householdId}`.execute(tx);
  const row = rows[0];
  return row === undefined
    ? null
    : {
        decisionId: row.decision_id,
        outcome: row.outcome,
        suggested: row.suggested,
        reason: row.reason,
        clause: row.clause,
        decidedAt: row.decided_at.toISOString(),
        correctionUntil: row.correction_until,
      };
}

/** Decisions so far; the next one has this number plus one. */
export async function lastSeq(tx: Tx, county: string, householdId: string): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`
    select max(seq) as seq from admission.decision where county = ${county} and household_id = ${householdId}`.execute(
    tx,
  );
  return rows[0]?.seq ?? 0;
}

/** False when somebody else's decision took the number first. */
export async function insertDecision(
  tx: Tx,
  scope: Scope,
  household: HouseholdRef,
  decision: { readonly id: string; readonly seq: number; readonly at: Date; readonly businessDate: string },
  decided: Decided,
  suggestion: Suggestion,
): Promise<boolean> {
  const { actor } = scope;
  const { numAffectedRows } = await sql`
    insert into admission.decision (county, id, household_id, region, seq, outcome, suggested, reason, clause, reasons,
      rule_version, trace, facts, facts_as_of, activity, produce, training, handed_to, decided_by, decided_by_name, decided_by_role,
      decided_at, business_date)
    values (${scope.county}, ${decision.id}, ${household.id}, ${household.region}, ${decision.seq}, ${decided.outcome},
      ${suggestion.outcome}, ${decided.reason}, ${decided.clause}, ${JSON.stringify(suggestion.reasons)}::jsonb,
      ${JSON.stringify(suggestion.ruleVersion)}::jsonb, ${JSON.stringify(suggestion.trace)}::jsonb,
      ${JSON.stringify(suggestion.facts)}::jsonb, ${suggestion.factsAsOf}, ${decided.activity}, ${JSON.stringify(decided.produce)}::jsonb,
      ${decided.training === null ? null : JSON.stringify(decided.training)}::jsonb, ${decided.handedTo},
      ${actor.id}, ${actor.name}, ${actor.role}, ${decision.at}, ${decision.businessDate})
    on conflict (county, household_id, seq) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

interface CorrectionRow {
  id: string;
  decision_id: string;
  kind: Conduct;
  found_on: string;
  evidence: string;
  attested_by: string;
  supervisor_id: string;
  supervisor_name: string;
  months: number;
  state: CorrectionState;
  confirmed_on: string;
  educated_on: string | null;
  educated_by: string | null;
  starts_on: string | null;
  until: string | null;
  reviewed_on: string | null;
}

function correctionOf(row: CorrectionRow): Correction {
  return {
    id: row.id,
    decisionId: row.decision_id,
    kind: row.kind,
    foundOn: row.found_on,
    confirmedOn: row.confirmed_on,
    evidence: row.evidence,
    attestedBy: row.attested_by,
    supervisor: { id: row.supervisor_id, name: row.supervisor_name },
    months: row.months,
    state: row.state,
    educatedOn: row.educated_on,
    educatedBy: row.educated_by,
    startsOn: row.starts_on,
    until: row.until,
    reviewedOn: row.reviewed_on,
  };
}

/** Oldest first. With `lock`, nobody else changes them before this transaction ends. */
export async function corrections(tx: Tx, county: string, householdId: string, lock = false): Promise<Correction[]> {
  const { rows } = await sql<CorrectionRow>`
    select id, decision_id, kind, found_on, evidence, attested_by, supervisor_id, supervisor_name, months, state,
      educated_on, educated_by, starts_on, until, reviewed_on, confirmed_on
    from admission.correction where county = ${county} and household_id = ${householdId}
    order by created_at, id ${lock ? sql`for update` : sql``}`.execute(tx);
  return rows.map(correctionOf);
}

/** The one that runs, else the last that ended. */
export function latestCorrection(all: readonly Correction[]): Correction | null {
  return all.find((one) => one.state === 'education' || one.state === 'running') ?? all.at(-1) ?? null;
}

export async function insertCorrection(
  tx: Tx,
  county: string,
  household: HouseholdRef,
  correction: Correction,
  at: Date,
): Promise<void> {
  await sql`insert into admission.correction (county, id, household_id, region, decision_id, kind, found_on, evidence,
      attested_by, supervisor_id, supervisor_name, months, state, confirmed_on, educated_on, educated_by, starts_on, until, reviewed_on, created_at)
    values (${county}, ${correction.id}, ${household.id}, ${household.region}, ${correction.decisionId}, ${correction.kind},
      ${correction.foundOn}, ${correction.evidence}, ${correction.attestedBy}, ${correction.supervisor.id},
      ${correction.supervisor.name}, ${correction.months}, ${correction.state}, ${correction.confirmedOn}, ${correction.educatedOn},
      ${correction.educatedBy}, ${correction.startsOn}, ${correction.until}, ${correction.reviewedOn}, ${at})`.execute(
    tx,
  );
}

export async function updateCorrection(tx: Tx, county: string, correction: Correction): Promise<void> {
  await sql`update admission.correction set state = ${correction.state}, educated_on = ${correction.educatedOn},
      educated_by = ${correction.educatedBy}, starts_on = ${correction.startsOn}, until = ${correction.until},
      reviewed_on = ${correction.reviewedOn}
    where county = ${county} and id = ${correction.id}`.execute(tx);
}

export interface RecordedCheckIn extends CheckIn {
  readonly id: string;
  readonly correctionId: string;
  readonly month: number;
  readonly byName: string;
}

export async function checkIns(tx: Tx, county: string, householdId: string): Promise<RecordedCheckIn[]> {
  const { rows } = await sql<{
    id: string;
    correction_id: string;
    month: number;
    visited_on: string;
    state: 'good' | 'doubt';
    note: string;
    by_name: string;
  }>`
    select id, correction_id, month, visited_on, state, note, by_name from admission.checkin
    where county = ${county} and household_id = ${householdId} order by visited_on, id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    correctionId: row.correction_id,
    month: row.month,
    on: row.visited_on,
    state: row.state,
    note: row.note,
    byName: row.by_name,
  }));
}

export async function insertCheckIn(
  tx: Tx,
  scope: Scope,
  household: HouseholdRef,
  recorded: { readonly id: string; readonly correctionId: string; readonly month: number; readonly at: Date },
  visit: CheckIn,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into admission.checkin (county, id, household_id, region, correction_id, month, visited_on, state, note, by_id, by_name, recorded_at)
    values (${scope.county}, ${recorded.id}, ${household.id}, ${household.region}, ${recorded.correctionId}, ${recorded.month},
      ${visit.on}, ${visit.state}, ${visit.note.trim()}, ${scope.actor.id}, ${scope.actor.name}, ${recorded.at})
    on conflict (county, correction_id, month) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

interface AppealRow {
  id: string;
  household_id: string;
  region: string;
  decision_id: string;
  grounds: string;
  on_behalf_of: string | null;
  filed_by_name: string;
  filed_at: Date;
  state: Appeal['state'];
  answer: string | null;
  answered_by_name: string | null;
  answered_at: Date | null;
  authority: string | null;
}

export interface StoredAppeal extends Appeal {
  readonly household: HouseholdRef;
}

function appealOf(row: AppealRow): StoredAppeal {
  return {
    id: row.id,
    household: { id: row.household_id, region: row.region },
    decisionId: row.decision_id,
    grounds: row.grounds,
    onBehalfOf: row.on_behalf_of,
    filedBy: row.filed_by_name,
    filedAt: row.filed_at.toISOString(),
    state: row.state,
    answer: row.answer,
    answeredBy: row.answered_by_name,
    answeredAt: row.answered_at?.toISOString() ?? null,
    authority: row.authority,
  };
}

const APPEAL = sql`id, household_id, region, decision_id, grounds, on_behalf_of, filed_by_name, filed_at, state, answer,
  answered_by_name, answered_at, authority`;

/** Oldest first. */
export async function appeals(tx: Tx, county: string, householdId: string): Promise<StoredAppeal[]> {
  const { rows } = await sql<AppealRow>`select ${APPEAL} from admission.appeal
    where county = ${county} and household_id = ${householdId} order by filed_at, id`.execute(tx);
  return rows.map(appealOf);
}

export interface DecisionAuthor {
  readonly id: string;
  readonly role: Role | 'system';
}

/** The appeal, locked, with who made the decision that it is against. */
export async function appealForAnswer(
  tx: Tx,
  county: string,
  id: string,
): Promise<{ readonly appeal: StoredAppeal; readonly decidedBy: DecisionAuthor } | null> {
  const { rows } = await sql<AppealRow>`select ${APPEAL} from admission.appeal
    where county = ${county} and id = ${id} for update`.execute(tx);
  if (rows[0] === undefined) return null;
  const author = await sql<DecisionAuthor>`select decided_by as id, decided_by_role as role from admission.decision
    where county = ${county} and id = ${rows[0].decision_id}`.execute(tx);
  return author.rows[0] === undefined ? null : { appeal: appealOf(rows[0]), decidedBy: author.rows[0] };
}

/** False when the household has an open appeal already. */
export async function insertAppeal(
  tx: Tx,
  scope: Scope,
  household: HouseholdRef,
  appeal: {
    readonly id: string;
    readonly decisionId: string;
    readonly grounds: string;
    readonly onBehalfOf: string | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into admission.appeal (county, id, household_id, region, decision_id, grounds, on_behalf_of, filed_by, filed_by_name, filed_at, state)
    values (${scope.county}, ${appeal.id}, ${household.id}, ${household.region}, ${appeal.decisionId}, ${appeal.grounds},
      ${appeal.onBehalfOf}, ${scope.actor.id}, ${scope.actor.name}, ${appeal.at}, 'open')
    on conflict (county, household_id) where state = 'open' do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateAppeal(
  tx: Tx,
  scope: Scope,
  id: string,
  answer: {
    readonly state: 'upheld' | 'returned';
    readonly reason: string;
    readonly authority: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await sql`update admission.appeal set state = ${answer.state}, answer = ${answer.reason}, authority = ${answer.authority},
      answered_by = ${scope.actor.id}, answered_by_name = ${scope.actor.name}, answered_at = ${answer.at}
    where county = ${scope.county} and id = ${id}`.execute(tx);
}
