// Accounts as the pages ask for them.
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.ts';

type Answer = paths['/api/v1/accounts']['get']['responses'][200]['content']['application/json'];
export type Account = Answer['accounts'][number];

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: async (): Promise<readonly Account[]> => (await answer(api.GET('/api/v1/accounts'))).accounts,
});

/** A password that can be told by phone: no 0/O, 1/l/I; four groups. */
export function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  // 31 letters: numbers past the last whole multiple are thrown away, so that each letter is equally likely.
  const chosen: string[] = [];
  while (chosen.length < 16) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      if (byte < 248 && chosen.length < 16) chosen.push(letters[byte % letters.length]!);
    }
  }
  return chosen.join('').replace(/(.{4})(?=.)/g, '$1-');
}
