// The admission list's filters between address and question. Pure; nonsense in the address asks for everything.
import { paths } from '../../paths.ts';
import type { TableQuery } from '../../ui/tableQuery.ts';
import type { StandingFilter } from './queries.ts';

export const FILTERS = ['attention', 'outcome', 'suggested'] as const;
export const OUTCOMES = ['admitted', 'traditional_only', 'train_first', 'correction', 'social_relief'] as const;
export const ATTENTIONS = ['not_decided', 'outcome_differs', 'correction_due', 'appeal_open'] as const;

function chosen<Value extends string>(query: TableQuery, name: string, values: readonly Value[]): Value | undefined {
  const wanted = query.filters[name]?.[0];
  return values.find((value) => value === wanted);
}

export function filterOf(query: TableQuery, place: string): StandingFilter & { limit: number; offset: number } {
  const attention = chosen(query, 'attention', ATTENTIONS);
  const outcome = chosen(query, 'outcome', [...OUTCOMES, 'none'] as const);
  const suggested = chosen(query, 'suggested', OUTCOMES);
  return {
    region: place,
    ...(attention ? { attention } : {}),
    ...(outcome ? { outcome } : {}),
    ...(suggested ? { suggested } : {}),
    ...(query.q.trim() ? { q: query.q.trim() } : {}),
    limit: query.size,
    offset: (query.page - 1) * query.size,
  };
}

/** The list narrowed to one kind of attention, at the same place. */
export function addressOf(attention: (typeof ATTENTIONS)[number], place: string | null): string {
  return `${paths.admissions()}?attention=${attention}${place === null ? '' : `&place=${place}`}`;
}
