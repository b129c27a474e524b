// What a person likes in one list: hidden columns, density and named views, on this device (localStorage).
import { useState } from 'react';

export type Density = 'comfortable' | 'middle' | 'compact';

export interface SavedView {
  readonly name: string;
  /** The address's query part without page: filters, search, sorting, size. */
  readonly search: string;
  readonly hidden: readonly string[];
}

export interface TableTaste {
  readonly density: Density;
  readonly hidden: readonly string[];
  readonly views: readonly SavedView[];
}

const keyOf = (table: string) => `xingnong.table.${table}`;

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

function viewOf(value: unknown): SavedView[] {
  if (typeof value !== 'object' || value === null) return [];
  const { name, search, hidden } = value as Record<string, unknown>;
  return typeof name === 'string' && typeof search === 'string' ? [{ name, search, hidden: texts(hidden) }] : [];
}

/** Reads what was kept; anything foreign in storage counts as nothing kept. */
export function readTaste(text: string | null, first: TableTaste): TableTaste {
  try {
    const kept = JSON.parse(text ?? 'null') as Record<string, unknown> | null;
    if (typeof kept !== 'object' || kept === null) return first;
    return {
      density: kept.density === 'comfortable' || kept.density === 'compact' ? kept.density : 'middle',
      hidden: texts(kept.hidden),
      views: Array.isArray(kept.views) ? kept.views.flatMap(viewOf) : [],
    };
  } catch {
    // Not JSON: written by something else, and of no use here.
    return first;
  }
}

export function useTableTaste(table: string, hiddenAtFirst: readonly string[]) {
  const [taste, setTaste] = useState<TableTaste>(() =>
    readTaste(localStorage.getItem(keyOf(table)), { density: 'middle', hidden: hiddenAtFirst, views: [] }),
  );
  const change = (wanted: Partial<TableTaste>) => {
    const next = { ...taste, ...wanted };
    setTaste(next);
    localStorage.setItem(keyOf(table), JSON.stringify(next));
  };
  return [taste, change] as const;
}
