// The list's query in the address ↔ what the server is asked. Pure.
import type { TableQuery } from '../../ui/tableQuery.ts';
import type { ListFilter } from './queries.ts';

export const FILTER_NAMES = ['category', 'relief', 'risk', 'home', 'conduct', 'online'] as const;

export const CATEGORIES = ['一般农户', '脱贫户', '脱贫不稳定户', '边缘易致贫户', '突发严重困难户'] as const;
export const RELIEF_KINDS = ['无', '低保', '特困'] as const;
export const RISKS = ['高', '中', '低'] as const;
export const CONDUCTS = ['无', '懒散', '赌博'] as const;
export const HOUSING_GRADES = ['A', 'B', 'C', 'D'] as const;

function oneOf<T extends string>(list: readonly T[], values: readonly string[] | undefined): T | undefined {
  return list.find((known) => known === values?.[0]);
}

/** Only what is chosen is asked; words that the server doesn't know are left out, so an old link still opens. */
export function filterOf({ q, filters }: Pick<TableQuery, 'q' | 'filters'>, region: string): ListFilter {
  const category = oneOf(CATEGORIES, filters.category);
  const relief = oneOf(RELIEF_KINDS, filters.relief);
  const risk = oneOf(RISKS, filters.risk);
  const conduct = oneOf(CONDUCTS, filters.conduct);
  return {
    region,
    ...(q ? { q } : {}),
    ...(category ? { category } : {}),
    ...(relief ? { relief } : {}),
    ...(risk ? { risk } : {}),
    ...(conduct ? { conduct } : {}),
    ...(filters.home?.includes('housing') ? { unsafeHousing: 'true' } : {}),
    ...(filters.home?.includes('water') ? { unsafeWater: 'true' } : {}),
    ...(filters.online?.includes('unwilling') ? { onlineUnwilling: 'true' } : {}),
  };
}
