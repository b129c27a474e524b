// The months of a correction, and which act is open to whom. Pure.
import type { Correction } from './queries.ts';

export interface CorrectionMonth {
  readonly month: number;
  /** `open`: the month that runs now, without a visit so far. */
  readonly state: 'good' | 'doubt' | 'missed' | 'open' | 'ahead';
  readonly visit: Correction['checkIns'][number] | null;
}

/** Whole months between two ISO dates, rounded up; the term's length when it was prolonged too. */
function monthsBetween(from: string, until: string): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = until.split('-').map(Number);
  return (y2 - y1) * 12 + m2 - m1 + (d2 > d1 ? 1 : 0);
}

/** None before the education. */
export function monthsOf(correction: Correction, today: string): CorrectionMonth[] {
  const { startsOn, until } = correction;
  if (startsOn === null || until === null) return [];
  const ended = correction.state === 'running' ? today : (correction.reviewedOn ?? today);
  const running = ended < startsOn ? 0 : monthsGone(startsOn, ended) + 1;
  return Array.from({ length: Math.max(1, monthsBetween(startsOn, until)) }, (_, index): CorrectionMonth => {
    const month = index + 1;
    const visit = correction.checkIns.find((known) => known.month === month) ?? null;
    if (visit !== null) return { month, state: visit.state, visit };
    if (correction.missedMonths.includes(month)) return { month, state: 'missed', visit };
    return { month, state: month === running ? 'open' : 'ahead', visit };
  });
}

/** Whole months of the term gone by. */
export function goneOf(correction: Correction, today: string): number {
  const { startsOn } = correction;
  const ended = correction.state === 'running' ? today : (correction.reviewedOn ?? today);
  return startsOn === null ? 0 : monthsGone(startsOn, ended);
}

function monthsGone(from: string, to: string): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split('-').map(Number);
  return Math.max(0, (y2 - y1) * 12 + m2 - m1 - (d2 < d1 ? 1 : 0));
}

export interface Person {
  readonly id: string;
  readonly decides: boolean;
  readonly supervises: boolean;
  readonly secondFactor: boolean;
  readonly today: string;
  readonly words: {
    readonly supervise: string;
    readonly decide: string;
    readonly notSupervisor: (name: string) => string;
    readonly notOver: (until: string) => string;
    readonly secondFactor: string;
  };
}

/** Why each act is closed to this person; null when it is open. */
export function correctionActs(
  correction: Correction,
  person: Person,
): Readonly<Record<'education' | 'checkIn' | 'newFinding' | 'review', string | null>> {
  const { words } = person;
  const decide = person.decides ? null : words.decide;
  const approve = decide ?? (person.secondFactor ? null : words.secondFactor);
  const { supervisor, until } = correction;
  return {
    education: decide,
    newFinding: approve,
    checkIn: person.supervises
      ? supervisor.id === person.id
        ? null
        : words.notSupervisor(supervisor.name)
      : words.supervise,
    review: approve ?? (until !== null && until > person.today ? words.notOver(until) : null),
  };
}
