// An entry's before and after as lines to read: every part named by its path, changed ones told from the others. Pure.

export type Scalar = string | number | boolean | null;

export interface ChangeLine {
  /** Names from the outside in; a place in a list is its number from 1. */
  readonly path: readonly string[];
  /** undefined: the part was not there. */
  readonly before: Scalar | undefined;
  readonly after: Scalar | undefined;
  readonly changed: boolean;
  /** Numbers and fingerprints that only a machine reads. */
  readonly technical: boolean;
}

const TECHNICAL = /(^id|Id|^hash|^sha256)$/;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The leaves of a value by path. A list of plain values is one leaf, its parts joined. */
function leaves(value: unknown, path: readonly string[]): (readonly [readonly string[], Scalar])[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) {
    return value.some((part) => typeof part === 'object' && part !== null)
      ? value.flatMap((part, index) => leaves(part, [...path, String(index + 1)]))
      : [[path, value.length === 0 ? null : value.map(String).join('、')]];
  }
  if (isObject(value)) return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key]));
  return [[path, typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null]];
}

/** A value that stands alone (a parameter's) is called `value`, as its successor calls it. */
const named = (value: unknown): unknown =>
  value === null || value === undefined || isObject(value) ? (value ?? {}) : { value };

export function changeLines(before: unknown, after: unknown): readonly ChangeLine[] {
  const old = new Map(leaves(named(before), []).map(([path, value]) => [path.join('\n'), { path, value }]));
  const now = new Map(leaves(named(after), []).map(([path, value]) => [path.join('\n'), { path, value }]));
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.map((key) => {
    const [one, two] = [old.get(key), now.get(key)];
    const path = two?.path ?? one?.path ?? [];
    return {
      path,
      before: one?.value,
      after: two?.value,
      changed: one?.value !== two?.value,
      technical: TECHNICAL.test(path.at(-1) ?? ''),
    };
  });
}

/**
 * What an entry tells first: changed parts that people read; of a value that a parameter had, only where both sides
 * speak of the same parts. Without a before, everything is new.
 */
export function readable(lines: readonly ChangeLine[]): readonly ChangeLine[] {
  return lines.filter((line) => line.changed && !line.technical);
}

export interface Subject {
  readonly kind: string;
  readonly key: string;
}

/** `table:admission:2` → kind `table`, key `admission:2`. */
export function subjectOf(text: string): Subject {
  const at = text.indexOf(':');
  return at < 0 ? { kind: '', key: text } : { kind: text.slice(0, at), key: text.slice(at + 1) };
}
