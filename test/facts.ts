// A fact row for tests: every field of the vocabulary, plain unless told otherwise.

import { FACT_FIELDS, type FactRow } from '../kernel/facts.ts';

const PLAIN: Readonly<Record<string, number | string | boolean>> = {
  members: 4,
  labourUnits: 2,
  fullLabour: 2,
  ableAdults: 2,
  headAge: 45,
  headEducation: 3,
  line: 8800,
  housingGrade: 'A',
  relief: '无',
  conduct: '无',
};

/** Money in yuan. Amounts and counts are 0, flags false, what other contexts would know absent. */
export function factRow(changes: Partial<FactRow> = {}): FactRow {
  const fields = FACT_FIELDS.map(({ name, type, nullable }): [string, number | string | boolean | null] => {
    if (name in PLAIN) return [name, PLAIN[name] ?? null];
    if (nullable) return [name, null];
    return [name, type === 'boolean' ? false : type === 'text' ? '' : 0];
  });
  return Object.assign(Object.fromEntries(fields) as FactRow, changes);
}
