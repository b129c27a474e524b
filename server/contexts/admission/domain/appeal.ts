// Appeals: the household, or somebody in the village on its behalf, asks a higher level to look again.

import type { Role } from '../../../../kernel/permissions.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';

export interface Appeal {
  readonly id: string;
  readonly decisionId: string;
  readonly grounds: string;
  /** Who asked, when an officer files it on the household's behalf. */
  readonly onBehalfOf: string | null;
  readonly filedBy: string;
  readonly filedAt: string;
  readonly state: 'open' | 'upheld' | 'returned';
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  /** The level above the county whose answer was recorded. */
  readonly authority: string | null;
}

export type AppealRefusal = 'not_decided' | 'appeal_open' | 'grounds_missing' | 'on_behalf_missing';

/** Whether an appeal may be filed. Refusals in the order of the type. */
export function checkAppeal(
  appeal: { readonly grounds: string; readonly onBehalfOf: string | null },
  situation: { readonly decided: boolean; readonly open: boolean; readonly byHousehold: boolean },
): Result<{ readonly grounds: string; readonly onBehalfOf: string | null }, AppealRefusal> {
  if (!situation.decided) return refuse('not_decided');
  if (situation.open) return refuse('appeal_open');
  if (appeal.grounds.trim().length < 4) return refuse('grounds_missing');
  const onBehalfOf = appeal.onBehalfOf?.trim() || null;
  if (!situation.byHousehold && onBehalfOf === null) return refuse('on_behalf_missing');
  return ok({ grounds: appeal.grounds.trim(), onBehalfOf: situation.byHousehold ? null : onBehalfOf });
}

export interface AppealAnswer {
  /** `upheld`: the decision stands. `returned`: it falls, and the household is decided anew. */
  readonly outcome: 'upheld' | 'returned';
  readonly reason: string;
  /** Needed when the county itself decided: the higher level that answered, with the number of its letter. */
  readonly authority: string | null;
}

export type AnswerRefusal =
  | 'appeal_answered'
  | 'own_household'
  | 'own_decision'
  | 'level_too_low'
  | 'authority_missing'
  | 'reason_missing';

/** Whether this person may answer. A township's decision is the county's to answer; a county's, a level above it. */
export function checkAnswer(
  answer: AppealAnswer,
  situation: {
    readonly state: Appeal['state'];
    readonly decidedBy: { readonly id: string; readonly role: Role | 'system' };
    readonly actor: { readonly id: string; readonly role: Role | 'system' };
    readonly ownHousehold: boolean;
  },
): Result<{ readonly reason: string; readonly authority: string | null }, AnswerRefusal> {
  const { decidedBy, actor } = situation;
  const authority = answer.authority?.trim() || null;
  if (situation.state !== 'open') return refuse('appeal_answered');
  if (situation.ownHousehold) return refuse('own_household');
  if (actor.id === decidedBy.id) return refuse('own_decision');
  if (actor.role !== 'county_officer') return refuse('level_too_low');
  if (decidedBy.role === 'county_officer' && authority === null) return refuse('authority_missing');
  if (answer.reason.trim().length < 4) return refuse('reason_missing');
  return ok({ reason: answer.reason.trim(), authority });
}
