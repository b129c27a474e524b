// How long a job still takes, from what it has done so far. Pure: the clock is passed in.

/** Whole seconds left at the pace so far; null while less than 2% or 2 s have passed, when a guess would be noise. */
export function secondsLeft(job: { startedAt: number; done: number; total: number }, now: number): number | null {
  const spent = (now - job.startedAt) / 1000;
  const share = job.total > 0 ? job.done / job.total : 0;
  if (spent < 2 || share < 0.02) return null;
  return Math.max(0, Math.ceil((spent / share) * (1 - share)));
}

/** Seconds as people say them: under 90 in seconds (by fives above 20), else whole minutes. */
export function spokenTime(
  seconds: number,
  words: { seconds: (n: number) => string; minutes: (n: number) => string },
): string {
  if (seconds >= 90) return words.minutes(Math.round(seconds / 60));
  return words.seconds(seconds > 20 ? Math.ceil(seconds / 5) * 5 : Math.max(1, seconds));
}
