// Suggesting, deciding and looking again: load, decide, save, each in one transaction.

import type { IsoDate } from '../../../kernel/calendar.ts';
import type { FactRow } from '../../../kernel/facts.ts';
import { newId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import type { Scope, Tx } from '../../platform/database.ts';
import type { AdmissionDependencies, FactsAnswer } from './dependencies.ts';
import type { Appeal } from './domain/appeal.ts';
import { type Correction, correctionMonths, missedMonths, type Supervisor } from './domain/correction.ts';
import { type DecideCommand, type Decided, type DecisionRefusal, decide as decideOn } from './domain/decision.ts';
import type { Outcome } from './domain/outcome.ts';
import { judgedFacts, type RecheckWhy, readSuggestion, recheckReasons, type Suggestion } from './domain/suggestion.ts';
import { listedProduce } from './produce-service.ts';
import { type Decision, decisions, standingCounts } from './reads.ts';
import {
  appeals,
  checkIns,
  corrections,
  findStanding,
  insertCorrection,
  insertDecision,
  lastSeq,
  latestCorrection,
  type RecordedCheckIn,
  type Standing,
  updateCorrection,
} from './repository.ts';

export type SuggestRefusal = 'household_unknown' | 'facts_missing' | 'no_suggestion';

export interface Recheck {
  readonly householdId: string;
  readonly standing: Standing | null;
  readonly suggestion: Suggestion;
  readonly differs: boolean;
  readonly why: readonly RecheckWhy[];
}

export interface History {
  readonly decisions: readonly Decision[];
  readonly standing: Standing | null;
  readonly corrections: readonly (Correction & {
    readonly checkIns: readonly RecordedCheckIn[];
    readonly missedMonths: readonly number[];
  })[];
  readonly appeals: readonly Appeal[];
}

export function decisionService(dependencies: AdmissionDependencies) {
  const { database, clock, businessDate, household, facts, evaluate, isOwnHousehold, supervisors } = dependencies;
  const { leastCorrectionMonths } = dependencies;

  async function judge(
    scope: Scope,
    answer: FactsAnswer,
    latest: Correction | null,
    on: IsoDate,
  ): Promise<Result<Suggestion, 'no_suggestion'>> {
    const { row, note } = judgedFacts(answer.row, latest);
    return readSuggestion(await evaluate(scope, 'admission', row, on), { row, asOf: answer.asOf, note });
  }

  async function load(scope: Scope, tx: Tx, householdId: string) {
    const inside = { ...scope, tx };
    // Before anything that is weighed: a decision made after this meets the number, one made before it is seen.
    const seq = (await lastSeq(tx, scope.county, householdId)) + 1;
    const found = await household(inside, householdId);
    if (found === null) return refuse('household_unknown' as const);
    const answer = await facts(inside, householdId);
    if (answer === null) return refuse('facts_missing' as const);
    const all = await corrections(tx, scope.county, householdId);
    const correction = latestCorrection(all);
    const today = await businessDate(scope.county);
    const suggestion = await judge(inside, answer, correction, today);
    if (!suggestion.ok) return suggestion;
    const standing = await findStanding(tx, scope.county, householdId);
    return ok({
      household: { id: householdId, region: found.region },
      seq,
      correction,
      today,
      suggestion: suggestion.value,
      standing,
    });
  }

  /** What the published table says of the household today. Refuses `household_unknown`, `facts_missing`, `no_suggestion`. */
  async function suggestAdmission(scope: Scope, householdId: string): Promise<Result<Suggestion, SuggestRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const loaded = await load(scope, tx, householdId);
      return loaded.ok ? ok(loaded.value.suggestion) : loaded;
    });
  }

  /** What the table would say of a row that is only supposed. Nothing is read or kept. Refuses `no_suggestion`. */
  async function suggestFor(scope: Scope, row: FactRow, asOf: string): Promise<Result<Suggestion, 'no_suggestion'>> {
    const evaluation = await evaluate(scope, 'admission', row, await businessDate(scope.county));
    return readSuggestion(evaluation, { row, asOf, note: null });
  }

  /**
   * Decides, with the suggestion, facts, version and trace kept beside it. Refuses `household_unknown`, `facts_missing`,
   * `no_suggestion`, then as `DECISION_REFUSALS` in order.
   */
  async function decideAdmission(
    scope: Scope,
    command: DecideCommand,
  ): Promise<Result<Decision, SuggestRefusal | DecisionRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const loaded = await load(scope, tx, command.householdId);
      if (!loaded.ok) return loaded;
      const { suggestion, standing, correction, today } = loaded.value;
      const open = (await appeals(tx, scope.county, command.householdId)).some((appeal) => appeal.state === 'open');
      const supervisor = await namedSupervisor(scope, loaded.value.household.region, command.supervisor);
      const decided = decideOn(
        { ...command, supervisor },
        {
          suggestion,
          standing: standing?.decisionId ?? null,
          correction,
          listed: await listedProduce(tx, scope.county),
          appealOpen: open,
          ownHousehold: await own(scope, tx, command.householdId),
          leastCorrectionMonths: await leastCorrectionMonths(scope.county, today),
          today,
        },
      );
      if (!decided.ok) return decided;
      const stored = await store(scope, tx, loaded.value, decided.value);
      if (stored === null) return refuse('decision_changed');
      const [decision] = await decisions(tx, scope.county, command.householdId);
      if (decision === undefined) throw new Error('a decision just made is not there');
      await append(tx, scope, {
        at: clock.now(),
        action: 'decideAdmission',
        subject: `household:${command.householdId}`,
        before: standing === null ? null : { decisionId: standing.decisionId, outcome: standing.outcome },
        after: {
          decisionId: decision.id,
          outcome: decision.outcome,
          suggested: decision.suggested,
          clause: decision.clause,
        },
        note: decision.reason,
      });
      return ok(decision);
    });
  }

  /** The person as the accounts know him; nobody when he may not supervise there. */
  async function namedSupervisor(scope: Scope, region: string, named: Supervisor | null): Promise<Supervisor | null> {
    return named === null ? null : ((await supervisors(scope, region)).find(({ id }) => id === named.id) ?? null);
  }

  async function own(scope: Scope, tx: Tx, householdId: string): Promise<boolean> {
    return scope.household === householdId || (await isOwnHousehold({ ...scope, tx }, householdId));
  }

  async function store(
    scope: Scope,
    tx: Tx,
    loaded: {
      readonly household: { readonly id: string; readonly region: string };
      readonly seq: number;
      readonly correction: Correction | null;
      readonly today: IsoDate;
      readonly suggestion: Suggestion;
    },
    decided: Decided,
  ): Promise<string | null> {
    const at = clock.now();
    const id = newId(at.getTime());
    const inserted = await insertDecision(
      tx,
      scope,
      loaded.household,
      { id, seq: loaded.seq, at, businessDate: loaded.today },
      decided,
      loaded.suggestion,
    );
    if (!inserted) return null;
    const running = loaded.correction;
    if (running !== null && (running.state === 'education' || running.state === 'running')) {
      await updateCorrection(tx, scope.county, { ...running, state: 'lifted' });
    }
    if (decided.correction !== null) {
      const { finding, supervisor, months } = decided.correction;
      await insertCorrection(
        tx,
        scope.county,
        loaded.household,
        {
          id: newId(at.getTime()),
          decisionId: id,
          kind: finding.kind,
          foundOn: finding.foundOn,
          confirmedOn: await businessDate(scope.county),
          evidence: finding.evidence.trim(),
          attestedBy: finding.attestedBy.trim(),
          supervisor,
          months,
          state: 'education',
          educatedOn: null,
          educatedBy: null,
          startsOn: null,
          until: null,
          reviewedOn: null,
        },
        at,
      );
    }
    return id;
  }

  /** The decision that stands; null when there is none, or the household is not within the scope. */
  async function standing(scope: Scope, householdId: string): Promise<Standing | null> {
    return await database.transaction(scope, (tx) => findStanding(tx, scope.county, householdId));
  }

  /** Whether the household must be looked at again: in the monthly cycle, and whenever it asks for a loan. */
  async function recheckAdmission(scope: Scope, householdId: string): Promise<Result<Recheck, SuggestRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const loaded = await load(scope, tx, householdId);
      if (!loaded.ok) return loaded;
      const { suggestion, standing: stands, correction, today } = loaded.value;
      const why = recheckReasons(stands, suggestion.outcome, correction, today);
      return ok({ householdId, standing: stands, suggestion, differs: why.includes('outcome_differs'), why });
    });
  }

  /** Everything decided about a household, newest first. Refuses `household_unknown`. */
  async function admissionHistory(scope: Scope, householdId: string): Promise<Result<History, 'household_unknown'>> {
    return await database.transaction(scope, async (tx) => {
      if ((await household({ ...scope, tx }, householdId)) === null) return refuse('household_unknown');
      const today = await businessDate(scope.county);
      const visits = await checkIns(tx, scope.county, householdId);
      const all = await corrections(tx, scope.county, householdId);
      return ok({
        decisions: await decisions(tx, scope.county, householdId),
        standing: await findStanding(tx, scope.county, householdId),
        corrections: all.toReversed().map((correction) => {
          const own = visits.filter((visit) => visit.correctionId === correction.id);
          return {
            ...correction,
            checkIns: own,
            missedMonths: missedMonths(
              correction,
              own.map((visit) => visit.month),
              today,
            ),
          };
        }),
        appeals: (await appeals(tx, scope.county, householdId)).toReversed(),
      });
    });
  }

  /** How many households stand where within the actor's region. */
  async function countStandings(scope: Scope): Promise<{ outcome: Outcome; households: number }[]> {
    return await database.transaction(scope, (tx) => standingCounts(tx, scope.county));
  }

  /** How long a correction may be in the county today, months. */
  async function correctionTerm(scope: Scope) {
    return correctionMonths(await leastCorrectionMonths(scope.county, await businessDate(scope.county)));
  }

  return {
    suggestAdmission,
    suggestFor,
    decideAdmission,
    correctionTerm,
    standing,
    recheckAdmission,
    admissionHistory,
    countStandings,
  };
}
