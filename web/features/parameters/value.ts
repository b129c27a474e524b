// Values of parameters as people read and write them: rates as percent, multiples as times, amounts with their unit.
// Pure. Stored units: 万分比 basis points, 倍数万分比 ten-thousandths of a multiple, 比例 and 分位 shares of 1.
import type { Messages } from '../../messages/index.tsx';

export type Scalar = string | number | boolean | null;
export type Value = Scalar | readonly Value[] | { readonly [key: string]: Value };
export type ParameterWords = Messages['parameters'];

/** How a number is shown: `shown = stored × factor`, then the unit. */
export interface NumberForm {
  readonly factor: number;
  readonly kind: 'percent' | 'times' | 'plain';
  /** As stored; empty for none. */
  readonly unit: string;
}

const PERCENT_BP: readonly string[] = ['万分比', '年利率万分比'];
const SHARES: readonly string[] = ['比例', '分位'];

/** The form of the number called `key` inside a parameter of that unit; `key` is empty for a plain number. */
export function numberForm(unit: string, key = ''): NumberForm {
  if (unit === '倍数万分比') return { factor: 1 / 10_000, kind: 'times', unit: '' };
  if (PERCENT_BP.includes(unit) || key.endsWith('Bp')) return { factor: 1 / 100, kind: 'percent', unit: '' };
  if (SHARES.includes(unit)) return { factor: 100, kind: 'percent', unit: '' };
  if (key === 'k') return { factor: 1, kind: 'times', unit: '' };
  return { factor: 1, kind: 'plain', unit };
}

// Factors are powers of ten, so a rounding to 8 digits takes away what binary fractions add and nothing else.
const clean = (value: number) => Number(value.toPrecision(12));

export const shownNumber = (stored: number, form: NumberForm) => clean(stored * form.factor);
/** Basis points are whole; shares keep their decimals. */
export const storedNumber = (shown: number, form: NumberForm) => {
  const stored = clean(shown / form.factor);
  return form.factor < 1 ? Math.round(stored) : stored;
};

function grouped(value: number): string {
  const [whole = '', decimals] = String(Math.abs(value)).split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '−' : ''}${text}${decimals === undefined ? '' : `.${decimals}`}`;
}

function unitWords(form: NumberForm, words: ParameterWords): string {
  if (form.kind === 'percent') return '%';
  const unit = form.kind === 'times' ? words.times : (words.units[form.unit] ?? form.unit);
  return unit === '' ? '' : ` ${unit}`;
}

export function numberWords(stored: number, form: NumberForm, words: ParameterWords): string {
  const shown = shownNumber(stored, form);
  const text = form.kind === 'percent' && form.factor < 1 ? shown.toFixed(2) : grouped(shown);
  return `${text}${unitWords(form, words)}`;
}

export interface MonitoringLine {
  readonly kind: 'fixed' | 'dibaoMultiple';
  readonly yuan?: number;
  readonly k?: number;
  readonly monthlyDibaoYuan?: number;
}

export function isLine(value: unknown): value is MonitoringLine {
  const kind = typeof value === 'object' && value !== null && Reflect.get(value, 'kind');
  return kind === 'fixed' || kind === 'dibaoMultiple';
}

/** Yuan a head a year that a line stands for; null while a part is missing. */
export function yearlyLine(line: MonitoringLine): number | null {
  if (line.kind === 'fixed') return line.yuan ?? null;
  return line.k === undefined || line.monthlyDibaoYuan === undefined
    ? null
    : clean(line.monthlyDibaoYuan * 12 * line.k);
}

function lineWords(line: MonitoringLine, words: ParameterWords): string {
  const yearly = yearlyLine(line);
  if (yearly === null) return '';
  if (line.kind === 'fixed') return words.line.yearly(grouped(yearly));
  return words.line.computed(grouped(line.monthlyDibaoYuan ?? 0), grouped(line.k ?? 0), grouped(yearly));
}

function scalarWords(value: Scalar, unit: string, key: string, words: ParameterWords): string {
  if (value === null) return words.form.unlimited;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return typeof value === 'number' ? numberWords(value, numberForm(unit, key), words) : value;
}

function isObject(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts of a value in the order in which they are spoken of: the store keeps none. */
export function partsOf<Part>(
  value: { readonly [key: string]: Part },
  words: Pick<ParameterWords, 'parts'>,
): [string, Part][] {
  const order = Object.keys(words.parts);
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(value).sort(([a], [b]) => place(a) - place(b));
}

/** A value in words, one line a part: `['80.00%']`, `['最低 1.3 倍', …]`. */
export function valueLines(value: Value, unit: string, words: ParameterWords): readonly string[] {
  if (isLine(value)) return [lineWords(value, words)];
  if (Array.isArray(value)) return [listWords(value, unit, '', words)];
  if (!isObject(value)) return [scalarWords(value as Scalar, unit, '', words)];
  return partsOf(value, words).map(([key, part]) => `${words.parts[key] ?? key} ${partWords(part, unit, key, words)}`);
}

function listWords(list: readonly Value[], unit: string, key: string, words: ParameterWords): string {
  return list
    .map((one) => (isObject(one) ? tierWords(one, unit, words) : partWords(one, unit, key, words)))
    .join(words.list);
}

function tierWords(tier: { readonly [key: string]: Value }, unit: string, words: ParameterWords): string {
  return partsOf(tier, words)
    .map(([key, part]) => `${words.parts[key] ?? key} ${partWords(part, unit, key, words)}`)
    .join(' ');
}

function partWords(part: Value, unit: string, key: string, words: ParameterWords): string {
  if (Array.isArray(part)) return listWords(part, unit, key, words);
  return isObject(part) ? tierWords(part, unit, words) : scalarWords(part as Scalar, unit, key, words);
}

/** The value in one line. */
export function valueText(value: Value, unit: string, words: ParameterWords): string {
  return valueLines(value, unit, words).join('；');
}

export interface DatedRow {
  readonly region: string;
  readonly validFrom: string;
  /** The first day on which it no longer holds. */
  readonly validTo: string | null;
}

/** Where a row stands on a day: `standby` is a default that the county's own value goes before. */
export function standing(
  row: DatedRow,
  current: DatedRow | null,
  on: string,
): 'current' | 'waiting' | 'past' | 'standby' {
  if (row.region === current?.region && row.validFrom === current.validFrom) return 'current';
  if (row.validFrom > on) return 'waiting';
  return row.validTo !== null && row.validTo <= on ? 'past' : 'standby';
}

export function sameValue(a: unknown, b: unknown): boolean {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.entries(value)
            .sort(([x], [y]) => (x < y ? -1 : 1))
            .map(([key, part]) => [key, sorted(part)])
        : value;
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
