// Filing and answering appeals.

import { newId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { append } from '../../platform/audit.ts';
import type { Scope } from '../../platform/database.ts';
import type { AdmissionDependencies } from './dependencies.ts';
import {
  type AnswerRefusal,
  type Appeal,
  type AppealAnswer,
  type AppealRefusal,
  checkAnswer,
  checkAppeal,
} from './domain/appeal.ts';
import { isActive } from './domain/correction.ts';
import {
  appealForAnswer,
  appeals,
  corrections,
  findStanding,
  insertAppeal,
  latestCorrection,
  updateAppeal,
  updateCorrection,
} from './repository.ts';

export interface AppealCommand {
  readonly householdId: string;
  readonly grounds: string;
  /** Whose wish it is, when an officer files it. */
  readonly onBehalfOf: string | null;
}

export function appealService({ database, clock, household, isOwnHousehold }: AdmissionDependencies) {
  /** Appeals against the decision that stands. Refuses `household_unknown`, then as `checkAppeal`. */
  async function appealAdmission(
    scope: Scope,
    command: AppealCommand,
  ): Promise<Result<Appeal, 'household_unknown' | AppealRefusal>> {
    const { householdId } = command;
    return await database.transaction(scope, async (tx) => {
      const found = await household({ ...scope, tx }, householdId);
      if (found === null) return refuse('household_unknown');
      const standing = await findStanding(tx, scope.county, householdId);
      const before = await appeals(tx, scope.county, householdId);
      const checked = checkAppeal(command, {
        decided: standing !== null,
        open: before.some((one) => one.state === 'open'),
        byHousehold: scope.household === householdId,
      });
      if (!checked.ok) return checked;
      if (standing === null) throw new Error('an appeal was accepted without a decision');
      const at = clock.now();
      const id = newId(at.getTime());
      const inserted = await insertAppeal(
        tx,
        scope,
        { id: householdId, region: found.region },
        { id, decisionId: standing.decisionId, ...checked.value, at },
      );
      if (!inserted) return refuse('appeal_open');
      await append(tx, scope, {
        at,
        action: 'appealAdmission',
        subject: `household:${householdId}`,
        after: { appealId: id, decisionId: standing.decisionId, onBehalfOf: checked.value.onBehalfOf },
        note: checked.value.grounds,
      });
      const filed = (await appeals(tx, scope.county, householdId)).find((one) => one.id === id);
      if (filed === undefined) throw new Error('an appeal just filed is not there');
      return ok(filed);
    });
  }

  /** A higher level answers. Refuses `appeal_unknown`, then as `checkAnswer`. A returned decision no longer stands. */
  async function answerAdmissionAppeal(
    scope: Scope,
    appealId: string,
    answer: AppealAnswer,
  ): Promise<Result<Appeal, 'appeal_unknown' | AnswerRefusal>> {
    return await database.transaction(scope, async (tx) => {
      const found = await appealForAnswer(tx, scope.county, appealId);
      if (found === null) return refuse('appeal_unknown');
      const { household: ref } = found.appeal;
      const checked = checkAnswer(answer, {
        state: found.appeal.state,
        decidedBy: found.decidedBy,
        actor: scope.actor,
        ownHousehold: scope.household === ref.id || (await isOwnHousehold({ ...scope, tx }, ref.id)),
      });
      if (!checked.ok) return checked;
      const at = clock.now();
      await updateAppeal(tx, scope, appealId, { state: answer.outcome, ...checked.value, at });
      if (answer.outcome === 'returned') {
        const running = latestCorrection(await corrections(tx, scope.county, ref.id, true));
        if (running !== null && isActive(running))
          await updateCorrection(tx, scope.county, { ...running, state: 'lifted' });
      }
      await append(tx, scope, {
        at,
        action: 'answerAdmissionAppeal',
        subject: `household:${ref.id}`,
        before: { appealId, state: 'open' },
        after: { appealId, state: answer.outcome, authority: checked.value.authority },
        note: checked.value.reason,
      });
      const answered = (await appeals(tx, scope.county, ref.id)).find((one) => one.id === appealId);
      if (answered === undefined) throw new Error('an appeal just answered is not there');
      return ok(answered);
    });
  }

  return { appealAdmission, answerAdmissionAppeal };
}
