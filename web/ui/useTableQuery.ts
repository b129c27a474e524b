// A list's query bound to the address bar.
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  changeTableQuery,
  readTableQuery,
  type TableQuery,
  type TableQueryDefaults,
  writeTableQuery,
} from './tableQuery.ts';

export interface BoundTableQuery {
  readonly query: TableQuery;
  /** Changes some of it; every change but of `page` goes to page 1. Typing replaces the history entry. */
  readonly change: (change: Partial<TableQuery>) => void;
  readonly filterNames: readonly string[];
}

/** `filterNames` and `defaults` must be constants of the page's module, so that links stay comparable. */
export function useTableQuery(filterNames: readonly string[], defaults?: TableQueryDefaults): BoundTableQuery {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => readTableQuery(params, filterNames, defaults), [params, filterNames, defaults]);
  const change = useCallback(
    (wanted: Partial<TableQuery>) =>
      setParams(
        (now) =>
          writeTableQuery(
            now,
            filterNames,
            changeTableQuery(readTableQuery(now, filterNames, defaults), wanted),
            defaults,
          ),
        { replace: 'q' in wanted, preventScrollReset: true },
      ),
    [setParams, filterNames, defaults],
  );
  return { query, change, filterNames };
}
