// Time is passed in, so that yesterday's work can be replayed and tests need no waiting.

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved. */
export function fixedClock(iso: string): Clock & { set(iso: string): void } {
  let at = new Date(iso);
  return {
    now: () => at,
    set: (next) => {
      at = new Date(next);
    },
  };
}
