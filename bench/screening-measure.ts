// Taking times: medians of interleaved rounds, and what the machine is.

import os from 'node:os';

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('no values');
  return middle;
}

export interface Contestant {
  readonly name: string;
  /** One run; returns seconds for the whole of what it measures. */
  readonly run: () => Promise<number>;
}

/** Each round runs every contestant once, so that a noisy minute falls on all of them. */
export async function interleave(contestants: readonly Contestant[], rounds: number): Promise<Map<string, number>> {
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of contestants) times.get(name)?.push(await run());
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

export function machine(): Record<string, string | number> {
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    loadAverage: Math.round((os.loadavg()[0] ?? 0) * 10) / 10,
  };
}
