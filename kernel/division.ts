// Administrative divisions: GB/T 2260 codes down to county, the 统计用区划代码 below it, and who lies within whom.
// A code is kept as its shortest prefix, so containment is a prefix test here and `region like scope || '%'` in SQL.
import { ok, type Result, refuse } from './result.ts';
import { withoutBlanks } from './text.ts';

declare const kind: unique symbol;

/** Province 2, prefecture 4, county 6, township 9 or village 12 digits. */
export type DivisionCode = string & { readonly [kind]: 'division' };

export type DivisionLevel = 'province' | 'prefecture' | 'county' | 'township' | 'village';

const LEVELS: readonly { readonly level: DivisionLevel; readonly length: number }[] = [
  { level: 'province', length: 2 },
  { level: 'prefecture', length: 4 },
  { level: 'county', length: 6 },
  { level: 'township', length: 9 },
  { level: 'village', length: 12 },
];

/**
 * A code from a file or a request. The padded forms in official lists are the same place: `350524000000` and `350524`
 * are both the county `350524`, `350500` is the prefecture `3505`. Whether such a place exists is for `places` to say.
 * Refuses `not_a_division`.
 */
export function parseDivision(text: string): Result<DivisionCode, 'not_a_division'> {
  const digits = withoutBlanks(text);
  if (!/^[1-9]\d+$/.test(digits) || !LEVELS.some(({ length }) => length === digits.length)) {
    return refuse('not_a_division');
  }
  const shortest = LEVELS.find(({ length }) => length === digits.length || /^0+$/.test(digits.slice(length)));
  return ok(digits.slice(0, shortest?.length) as DivisionCode);
}

/** A code known to be good (literals, database). Anything else is a bug and throws. */
export function division(code: string): DivisionCode {
  const parsed = parseDivision(code);
  if (!parsed.ok) throw new RangeError(`${code} is not a division code`);
  return parsed.value;
}

export function levelOf(code: DivisionCode): DivisionLevel {
  const found = LEVELS.find(({ length }) => length === code.length);
  if (found === undefined) throw new RangeError(`${code} is not a division code`);
  return found.level;
}

/** The division one level up; null for a province. */
export function parentOf(code: DivisionCode): DivisionCode | null {
  const above = LEVELS.findLast(({ length }) => length < code.length);
  return above === undefined ? null : (code.slice(0, above.length) as DivisionCode);
}

/** The division at a level that holds this one, or itself; null when `code` is above that level. */
export function ancestorAt(code: DivisionCode, level: DivisionLevel): DivisionCode | null {
  const length = LEVELS.find((one) => one.level === level)?.length ?? Number.POSITIVE_INFINITY;
  return code.length < length ? null : (code.slice(0, length) as DivisionCode);
}

/** Whether `region` is `scope` or lies inside it. */
export function isWithin(region: DivisionCode, scope: DivisionCode): boolean {
  return region.startsWith(scope);
}
