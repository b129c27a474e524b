// What pages and other contexts read: a household's whole story, and the decisions of a region.

import { sql } from 'kysely';
import type { FactRow } from '../../../kernel/facts.ts';
import type { CaseTrace, TableVersion } from '../../../kernel/trace.ts';
import type { Tx } from '../../platform/database.ts';
import type { Training } from './domain/decision.ts';
import type { Outcome, Text } from './domain/outcome.ts';
import type { NamedProduce } from './domain/produce.ts';

export interface Decision {
  readonly id: string;
  readonly seq: number;
  readonly outcome: Outcome;
  readonly suggested: Outcome;
  readonly reason: string;
  readonly clause: string;
  readonly reasons: readonly Text[];
  readonly ruleVersion: TableVersion;
  readonly trace: CaseTrace;
  readonly facts: FactRow;
  readonly factsAsOf: string;
  readonly activity: string | null;
  /** What it sells, as named then; none on decisions from before it was asked for. */
  readonly produce: readonly NamedProduce[];
  readonly training: Training | null;
  readonly handedTo: string | null;
  readonly decidedBy: string;
  readonly decidedByRole: string;
  readonly decidedAt: string;
}

interface DecisionRow {
  id: string;
  seq: number;
  outcome: Outcome;
  suggested: Outcome;
  reason: string;
  clause: string;
  reasons: Text[];
  rule_version: TableVersion;
  trace: CaseTrace;
  facts: FactRow;
  facts_as_of: string;
  activity: string | null;
  produce: NamedProduce[] | null;
  training: Training | null;
  handed_to: string | null;
  decided_by_name: string;
  decided_by_role: string;
  decided_at: Date;
}

/** Newest first. */
export async function decisions(tx: Tx, county: string, householdId: string): Promise<Decision[]> {
  const { rows } = await sql<DecisionRow>`
    select id, seq, outcome, suggested, reason, clause, reasons, rule_version, trace, facts, facts_as_of, activity, produce, training,
      handed_to, decided_by_name, decided_by_role, decided_at
    from admission.decision where county = ${county} and household_id = ${householdId} order by seq desc`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    outcome: row.outcome,
    suggested: row.suggested,
    reason: row.reason,
    clause: row.clause,
    reasons: row.reasons,
    ruleVersion: row.rule_version,
    trace: row.trace,
    facts: row.facts,
    factsAsOf: row.facts_as_of,
    activity: row.activity,
    produce: row.produce ?? [],
    training: row.training,
    handedTo: row.handed_to,
    decidedBy: row.decided_by_name,
    decidedByRole: row.decided_by_role,
    decidedAt: row.decided_at.toISOString(),
  }));
}

/** How many households stand where, within the actor's region. */
export async function standingCounts(tx: Tx, county: string): Promise<{ outcome: Outcome; households: number }[]> {
  const { rows } = await sql<{ outcome: Outcome; households: bigint }>`
    select outcome, count(*) as households from admission.pub_standing where county = ${county}
    group by outcome order by outcome`.execute(tx);
  return rows.map((row) => ({ outcome: row.outcome, households: Number(row.households) }));
}
