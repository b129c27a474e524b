// What a list shows, held in the address bar: search, filters, sorting, page. Pure, so a link always reads the same.

export interface Sort {
  readonly key: string;
  readonly order: 'asc' | 'desc';
}

export interface TableQuery {
  readonly q: string;
  /** From 1. */
  readonly page: number;
  readonly size: number;
  readonly sort: Sort | null;
  /** Chosen values by filter name; a filter without choice is absent. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

export const PAGE_SIZES = [20, 50, 100, 200] as const;

export interface TableQueryDefaults {
  readonly size?: number;
  readonly sort?: Sort | null;
  readonly filters?: Readonly<Record<string, readonly string[]>>;
}

/** `after`: where a page begins, on lists that the server pages by a cursor; like `page`, it ends with any change. */
const OWN = ['q', 'page', 'after', 'size', 'sort'];

/** Address → query. Nonsense in the address falls back to the default, never to an error. */
export function readTableQuery(
  params: URLSearchParams,
  filterNames: readonly string[],
  defaults: TableQueryDefaults = {},
): TableQuery {
  const page = Number(params.get('page') ?? 1);
  const size = Number(params.get('size') ?? defaults.size ?? PAGE_SIZES[0]);
  const filters: Record<string, readonly string[]> = {};
  for (const name of filterNames) {
    const written = params.get(name);
    const values = written === null ? (defaults.filters?.[name] ?? []) : split(written);
    if (values.length > 0) filters[name] = values;
  }
  return {
    q: params.get('q') ?? '',
    page: Number.isInteger(page) && page > 0 ? page : 1,
    size: (PAGE_SIZES as readonly number[]).includes(size) ? size : (defaults.size ?? PAGE_SIZES[0]),
    sort: readSort(params.get('sort')) ?? defaults.sort ?? null,
    filters,
  };
}

/** Query → address. What equals the default is left out; what isn't the table's (the place) stays. */
export function writeTableQuery(
  params: URLSearchParams,
  filterNames: readonly string[],
  query: TableQuery,
  defaults: TableQueryDefaults = {},
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of [...OWN, ...filterNames]) next.delete(name);
  if (query.q.trim()) next.set('q', query.q.trim());
  for (const name of filterNames) {
    const values = query.filters[name] ?? [];
    const usual = defaults.filters?.[name] ?? [];
    if (values.join('\n') === usual.join('\n')) continue;
    // An empty value in the address: a default filter taken away on purpose.
    next.set(name, values.map(escapeValue).join(','));
  }
  const usualSort = defaults.sort ?? null;
  if (query.sort && (query.sort.key !== usualSort?.key || query.sort.order !== usualSort.order)) {
    next.set('sort', query.sort.order === 'desc' ? `-${query.sort.key}` : query.sort.key);
  }
  if (query.size !== (defaults.size ?? PAGE_SIZES[0])) next.set('size', String(query.size));
  if (query.page > 1) next.set('page', String(query.page));
  return next;
}

/** Any change but the page itself goes back to page 1: page 7 of another list is nobody's wish. */
export function changeTableQuery(query: TableQuery, change: Partial<TableQuery>): TableQuery {
  return { ...query, page: 1, ...change };
}

function readSort(text: string | null): Sort | null {
  if (!text || text === '-') return null;
  return text.startsWith('-') ? { key: text.slice(1), order: 'desc' } : { key: text, order: 'asc' };
}

// Commas separate values, so a comma inside one is written %2C (and % as %25) before the address encodes again.
function escapeValue(value: string): string {
  return value.replaceAll('%', '%25').replaceAll(',', '%2C');
}

function split(text: string): string[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('%2C', ',').replaceAll('%25', '%'));
}
