// The audit trail as the page asks for it.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { paths } from '../../api/schema.ts';

type Get = paths['/api/v1/audit']['get'];
export type Entry = Get['responses'][200]['content']['application/json']['events'][number];
export type AuditFilter = NonNullable<Get['parameters']['query']>;
export type Verdict = paths['/api/v1/audit/verdict']['get']['responses'][200]['content']['application/json'];

const ask = async (filter: AuditFilter): Promise<readonly Entry[]> =>
  (await answer(api.GET('/api/v1/audit', { params: { query: filter } }))).events;

/** The newest first; `before` pages backwards. */
export function auditQuery(filter: AuditFilter) {
  return queryOptions({ queryKey: ['audit', filter], queryFn: () => ask(filter), placeholderData: keepPreviousData });
}

const MOST = 200;
/** A file that a spreadsheet opens; whoever needs more narrows the filter. */
const MOST_EXPORTED = 20_000;

export async function allEntries(filter: AuditFilter): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  let before: string | undefined;
  while (all.length < MOST_EXPORTED) {
    const page = await ask({ ...filter, limit: MOST, ...(before ? { before } : {}) });
    all.push(...page);
    before = page.at(-1)?.seq;
    if (page.length < MOST) break;
  }
  return all;
}

export const askVerdict = (): Promise<Verdict> => answer(api.GET('/api/v1/audit/verdict'));
