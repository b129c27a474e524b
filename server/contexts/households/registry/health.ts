// Who sees a person's health in plain: the household itself, and who may reveal (he verifies and decides by it). Others
// see that something is recorded, masked (PIPL art. 28–29; spec 1, principle 4).

import { may } from '../../../../kernel/permissions.ts';
import type { Scope } from '../../../platform/database.ts';
import type { HouseholdDetail } from './detail.ts';
import type { Change, HouseholdThen } from './history.ts';

export const MASKED_HEALTH = '***';
const COLUMNS: readonly string[] = ['chronic', 'serious', 'disabled', 'disability_grade'];

export function seesHealth({ actor, household }: Scope): boolean {
  return actor.role === 'system' || household !== null || may(actor.role, 'household.reveal');
}

/** The household's page without its members' health. */
export function withoutHealth(detail: HouseholdDetail): HouseholdDetail {
  return {
    ...detail,
    members: detail.members.map((member) => ({ ...member, health: [MASKED_HEALTH], disabilityGrade: null })),
    events: detail.events.map((event) => (event.kind === 'disability' ? { ...event, number: null } : event)),
  };
}

export function thenWithoutHealth(then: HouseholdThen): HouseholdThen {
  return { ...then, members: then.members.map((member) => ({ ...member, health: [MASKED_HEALTH] })) };
}

/** That something about health changed is told, not what. */
export function changesWithoutHealth(changes: readonly Change[]): Change[] {
  return changes.map((change) => ({
    ...change,
    fields: change.fields.map((one) => (COLUMNS.includes(one.field) ? { ...one, before: null, after: null } : one)),
  }));
}
