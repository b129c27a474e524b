// The clue list's address → what the server is asked. Pure.
import { RISK_CATEGORIES, RISK_CAUSES } from '../../../kernel/facts.ts';
import type { TableQuery } from '../../ui/tableQuery.ts';
import type { ClueFilter } from './queries.ts';

export const FILTERS = ['level', 'cause', 'category', 'rule', 'fresh'] as const;
const LEVELS = ['高', '中', '低'] as const;

/** `text` if it is one of the codes; an address with another word filters by nothing, and never fails. */
function known<Code extends string>(codes: readonly Code[], text: string | undefined): Code | undefined {
  return codes.find((code) => code === text);
}

/** `latestStart`: when the newest screening began, so that `fresh` means its own finds. */
export function clueFilter(
  query: Pick<TableQuery, 'q' | 'filters'>,
  place: string,
  latestStart: string | undefined,
): Omit<ClueFilter, 'limit' | 'offset'> {
  const first = (name: (typeof FILTERS)[number]) => query.filters[name]?.[0];
  const rule = first('rule');
  const parts = {
    riskLevel: known(LEVELS, first('level')),
    cause: known(RISK_CAUSES, first('cause')),
    category: known(RISK_CATEGORIES, first('category')),
    rule: rule !== undefined && /^[a-z][a-z0-9_]*$/.test(rule) ? rule : undefined,
    openedSince: first('fresh') === undefined ? undefined : latestStart,
    q: query.q.trim() || undefined,
  };
  return {
    region: place,
    ...Object.fromEntries(Object.entries(parts).filter((pair) => pair[1] !== undefined)),
  };
}
