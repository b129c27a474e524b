// What is waiting for a person: by role, from figures that the server gave, the most pressing first. Pure.
import { may, type Role } from '../../../kernel/permissions.ts';

export type TodoKey =
  | 'importFirst'
  | 'firstScreening'
  | 'appealOpen'
  | 'correctionDue'
  | 'high'
  | 'notDecided'
  | 'outcomeDiffers'
  | 'fresh'
  | 'quality';

export interface Figures {
  readonly households: number;
  readonly screened: boolean;
  /** Households at high risk with an open clue. */
  readonly high: number;
  /** Clues that the newest screening opened. */
  readonly fresh: number;
  readonly notDecided: number;
  readonly outcomeDiffers: number;
  readonly correctionDue: number;
  readonly appealOpen: number;
  readonly quality: number;
}

export interface Todo {
  readonly key: TodoKey;
  readonly count: number;
}

/** Things with nothing to do are left out; an auditor has none. */
export function todosOf(role: Role, figures: Figures): Todo[] {
  const found: Todo[] = [];
  const add = (key: TodoKey, count: number, mine: boolean) => mine && count > 0 && found.push({ key, count });
  if (role === 'auditor') return found;
  add('importFirst', 1, figures.households === 0 && may(role, 'household.import'));
  add('firstScreening', 1, figures.households > 0 && !figures.screened && may(role, 'screening.run'));
  // An appeal is answered by the county.
  add('appealOpen', figures.appealOpen, role === 'county_officer');
  add('correctionDue', figures.correctionDue, may(role, 'admission.supervise'));
  add('high', figures.high, may(role, 'clue.list'));
  add('notDecided', figures.notDecided, may(role, 'admission.decide'));
  add('outcomeDiffers', figures.outcomeDiffers, may(role, 'admission.decide'));
  add('fresh', figures.fresh, may(role, 'screening.read'));
  add('quality', figures.quality, may(role, 'household.quality'));
  return found;
}
