// Pages of the list over HTTP, as a county's and as a township's officer asks for them: what 95 of 100 take at most.

import type { FastifyInstance } from 'fastify';
import { inventHousehold } from '../server/contexts/households/testing/roster.ts';

const ROUNDS = 12;

/** Addresses of the list: searches, filters and pages, from the cheapest to the most awkward. */
export function listAddresses(total: number, townships: readonly string[], villages: readonly string[]): string[] {
  const { household, members } = inventHousehold(Math.floor(total / 2));
  const [name, no] = [String(household.headName), String(household.no)];
  const queries: Record<string, string>[] = [
    {},
    { limit: '200' },
    { after: no },
    { after: String(inventHousehold(total - 60).household.no) },
    { region: townships[3]! },
    { region: townships[20]!, after: no },
    { region: villages[100]! },
    // Searches: one, two and three characters of a name, a name that nobody has, numbers, an ID number.
    { q: name },
    { q: name.slice(0, 2) },
    { q: name.slice(0, 1) },
    { q: name.slice(0, 2), after: no },
    { q: '欧阳' },
    { q: no },
    { q: no.slice(0, 9) },
    { q: '99' },
    { q: String(members[0]!.idNumber) },
    { q: name.slice(0, 2), region: townships[7]! },
    { q: name.slice(0, 1), region: villages[200]! },
    // Filters, alone and together.
    { category: '一般农户' },
    { category: '脱贫户' },
    { category: '脱贫不稳定户' },
    { relief: '低保' },
    { relief: '特困' },
    { relief: '无' },
    { unsafeHousing: 'true' },
    { unsafeWater: 'true' },
    { unsafeWater: 'true', region: townships[11]! },
    { conduct: '赌博' },
    { risk: '高' },
    { risk: '中', region: townships[2]! },
    { onlineUnwilling: 'true' },
    { category: '脱贫户', unsafeHousing: 'true', q: '李' },
    { relief: '低保', unsafeWater: 'true', after: no },
    { category: '脱贫户', relief: '低保', region: townships[5]!, risk: '高' },
  ];
  return queries.map((query) => `/api/v1/households?${new URLSearchParams({ limit: '50', ...query })}`);
}

/** Milliseconds of each address, the slowest first, and the 95th percentile of all. */
export async function listTimes(
  app: FastifyInstance,
  addresses: readonly string[],
): Promise<{ p95: number; slowest: readonly { address: string; milliseconds: number }[] }> {
  const took: number[] = [];
  const worst = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round++) {
    for (const address of addresses) {
      const began = performance.now();
      const { statusCode, body } = await app.inject({ method: 'GET', url: address });
      const milliseconds = performance.now() - began;
      if (statusCode !== 200) throw new Error(`${address}: ${statusCode} ${body.slice(0, 200)}`);
      // The first round fills caches.
      if (round === 0) continue;
      took.push(milliseconds);
      worst.set(address, [...(worst.get(address) ?? []), milliseconds]);
    }
  }
  const at = (values: readonly number[], share: number) => {
    const sorted = values.toSorted((a, b) => a - b);
    return Math.round(sorted[Math.ceil(sorted.length * share) - 1]! * 10) / 10;
  };
  const slowest = [...worst]
    .map(([address, values]) => ({ address: decodeURIComponent(address), milliseconds: at(values, 0.5) }))
    .toSorted((a, b) => b.milliseconds - a.milliseconds);
  return { p95: at(took, 0.95), slowest };
}
