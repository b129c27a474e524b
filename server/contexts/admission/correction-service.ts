// The months of a correction: education, check-ins, new findings, the review.

import { newId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import type { Scope, Tx } from '../../platform/database.ts';
import type { AdmissionDependencies } from './dependencies.ts';
import {
  type CheckIn,
  type CheckInRefusal,
  type Correction,
  checkIn,
  type EducationRefusal,
  educate,
  type Finding,
  type FindingRefusal,
  type Review,
  type ReviewRefusal,
  restart,
  review,
} from './domain/correction.ts';
import {
  checkIns,
  corrections,
  type HouseholdRef,
  insertCheckIn,
  insertCorrection,
  latestCorrection,
  type RecordedCheckIn,
  updateCorrection,
} from './repository.ts';

type Located = { readonly household: HouseholdRef; readonly correction: Correction | null };

export function correctionService({ database, clock, businessDate, household, isOwnHousehold }: AdmissionDependencies) {
  async function locate(
    scope: Scope,
    tx: Tx,
    householdId: string,
  ): Promise<Result<Located, 'household_unknown' | 'own_household'>> {
    const inside = { ...scope, tx };
    const found = await household(inside, householdId);
    if (found === null) return refuse('household_unknown');
    if (scope.household === householdId || (await isOwnHousehold(inside, householdId))) return refuse('own_household');
    const all = await corrections(tx, scope.county, householdId, true);
    return ok({ household: { id: householdId, region: found.region }, correction: latestCorrection(all) });
  }

  async function note(
    scope: Scope,
    tx: Tx,
    action: string,
    householdId: string,
    before: Correction | null,
    after: Correction,
    reason?: string,
  ) {
    const told = (one: Correction) => ({
      id: one.id,
      state: one.state,
      startsOn: one.startsOn,
      until: one.until,
      foundOn: one.foundOn,
    });
    await append(tx, scope, {
      at: clock.now(),
      action,
      subject: `household:${householdId}`,
      before: before === null ? null : told(before),
      after: told(after),
      ...(reason === undefined ? {} : { note: reason }),
    });
  }

  /** Records the education, from which the months count. Refuses `household_unknown`, `own_household`, then as `educate`. */
  async function recordEducation(
    scope: Scope,
    householdId: string,
    education: { readonly on: string; readonly by: string },
  ): Promise<Result<Correction, 'household_unknown' | 'own_household' | EducationRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const located = await locate(scope, tx, householdId);
      if (!located.ok) return located;
      const { correction } = located.value;
      const educated = educate(correction, education, await businessDate(scope.county));
      if (!educated.ok) return educated;
      await updateCorrection(tx, scope.county, educated.value);
      await note(scope, tx, 'recordEducation', householdId, correction, educated.value);
      return ok(educated.value);
    });
  }

  /** A new finding starts the clock again. Refuses `household_unknown`, `own_household`, then as `restart`. */
  async function recordFinding(
    scope: Scope,
    householdId: string,
    finding: Finding,
  ): Promise<Result<Correction, 'household_unknown' | 'own_household' | 'no_correction' | FindingRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const located = await locate(scope, tx, householdId);
      if (!located.ok) return located;
      const { household: ref, correction } = located.value;
      const at = clock.now();
      const restarted = restart(correction, finding, newId(at.getTime()), await businessDate(scope.county));
      if (!restarted.ok) return restarted;
      await updateCorrection(tx, scope.county, restarted.value.ended);
      await insertCorrection(tx, scope.county, ref, restarted.value.begun, at);
      await note(scope, tx, 'recordFinding', householdId, correction, restarted.value.begun, finding.evidence);
      return ok(restarted.value.begun);
    });
  }

  /** The supervisor's monthly visit. Refuses `household_unknown`, `own_household`, then as `checkIn`. */
  async function checkInCorrection(
    scope: Scope,
    householdId: string,
    visit: CheckIn,
  ): Promise<Result<RecordedCheckIn, 'household_unknown' | 'own_household' | CheckInRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const located = await locate(scope, tx, householdId);
      if (!located.ok) return located;
      const { household: ref, correction } = located.value;
      const done = (await checkIns(tx, scope.county, householdId)).filter((one) => one.correctionId === correction?.id);
      const month = checkIn(
        correction,
        visit,
        scope.actor.id,
        done.map((one) => one.month),
        await businessDate(scope.county),
      );
      if (!month.ok) return month;
      if (correction === null) throw new Error('a check-in was accepted without a correction');
      const at = clock.now();
      const recorded = { id: newId(at.getTime()), correctionId: correction.id, month: month.value, at };
      if (!(await insertCheckIn(tx, scope, ref, recorded, visit)))
        return refuse('month_checked', { month: month.value });
      await append(tx, scope, {
        at,
        action: 'checkInCorrection',
        subject: `household:${householdId}`,
        after: { correctionId: correction.id, month: month.value, state: visit.state },
      });
      return ok({
        ...visit,
        id: recorded.id,
        correctionId: correction.id,
        month: month.value,
        byName: scope.actor.name,
      });
    });
  }

  /** The review after the term. Refuses `household_unknown`, `own_household`, then as `review`. */
  async function reviewCorrection(
    scope: Scope,
    householdId: string,
    held: Review,
  ): Promise<Result<Correction, 'household_unknown' | 'own_household' | ReviewRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const located = await locate(scope, tx, householdId);
      if (!located.ok) return located;
      const { correction } = located.value;
      const reviewed = review(correction, held, await businessDate(scope.county));
      if (!reviewed.ok) return reviewed;
      await updateCorrection(tx, scope.county, reviewed.value);
      await note(scope, tx, 'reviewCorrection', householdId, correction, reviewed.value, held.reason.trim());
      return ok(reviewed.value);
    });
  }

  return { recordEducation, recordFinding, checkInCorrection, reviewCorrection };
}
