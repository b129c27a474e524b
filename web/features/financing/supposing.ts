// The what-if of Figure 1 as data: which facts and needs may be supposed otherwise, and what is then asked. Pure.
import { FACT_FIELDS, type FactName } from '../../../kernel/facts.ts';
import type { Messages } from '../../messages/index.tsx';
import type { Language } from '../../settings.ts';
import { factInWords } from './pathOf.ts';
import type { RawNeed, SupposedFacts } from './queries.ts';
import type { Figure1Fact } from './WhatIf.tsx';

export type FactValue = string | number | boolean | null;
type Row = Readonly<Record<string, FactValue>>;

/** Facts of the forks, in the order in which the forks ask. */
const FORK_FACTS = [
  'ableAdults',
  'conduct',
  'onlineUnwilling',
  'shop',
  'courses',
  'collegeEducatedLabour',
] as const satisfies readonly FactName[];

const MOST: Partial<Record<FactName, number>> = { ableAdults: 10, courses: 20, collegeEducatedLabour: 10 };
const MOST_MONTHS = 240;
/** More needs than these would bury the facts. */
const NEEDS_SHOWN = 4;

export type Supposed = Readonly<Record<string, string | number | boolean>>;

/** The row to ask about: a supposed able adult can also work, or the first fork would contradict itself. */
export function supposedFacts(supposed: Supposed, row: Row): SupposedFacts {
  const facts: Record<string, string | number | boolean> = {};
  for (const name of FORK_FACTS)
    if (supposed[name] !== undefined && supposed[name] !== row[name]) facts[name] = supposed[name];
  const able = facts.ableAdults;
  if (typeof able === 'number' && able > Number(row.labourUnits ?? 0)) facts.labourUnits = able;
  return facts;
}

/** The needs to ask about. */
export function supposedNeeds(supposed: Supposed, needs: readonly RawNeed[]): RawNeed[] {
  return needs.map((need, index) => {
    const months = supposed[`need${index}:months`];
    const backed = supposed[`need${index}:orders`];
    return {
      ...need,
      ...(typeof months === 'number' ? { monthsOccupied: months } : {}),
      ...(typeof backed === 'boolean' ? { orderBacked: backed } : {}),
    };
  });
}

/** One control a fact, with what is on file beside it. */
export function controlsOf(
  supposed: Supposed,
  row: Row,
  needs: readonly RawNeed[],
  purposes: ReadonlyMap<string, string>,
  t: Messages,
  language: Language,
): Figure1Fact[] {
  const facts = FORK_FACTS.map((name) => factControl(name, supposed, row, t, language));
  const perNeed = needs.slice(0, NEEDS_SHOWN).flatMap((need, index): Figure1Fact[] => {
    const purpose = purposes.get(need.purpose ?? '') ?? need.purpose ?? '';
    const filedMonths = need.monthsOccupied ?? 1;
    const filedBacked = need.orderBacked ?? false;
    const months = supposed[`need${index}:months`] ?? filedMonths;
    const backed = supposed[`need${index}:orders`] ?? filedBacked;
    return [
      {
        kind: 'number',
        name: `need${index}:months`,
        label: t.financing.path.months(purpose),
        value: Number(months),
        min: 1,
        max: MOST_MONTHS,
        step: 1,
        unit: t.figure1.monthsUnit,
        onFile: `${filedMonths} ${t.figure1.monthsUnit}`,
        supposed: months !== filedMonths,
      },
      {
        kind: 'yes_no',
        name: `need${index}:orders`,
        label: t.financing.path.orderBacked(purpose),
        value: backed === true,
        onFile: filedBacked ? t.state.yes : t.state.no,
        supposed: backed !== filedBacked,
      },
    ];
  });
  return [...facts, ...perNeed];
}

function factControl(
  name: (typeof FORK_FACTS)[number],
  supposed: Supposed,
  row: Row,
  t: Messages,
  language: Language,
): Figure1Fact {
  const filed = row[name] ?? null;
  const value = supposed[name] ?? filed;
  const told = factInWords(name, filed, language, t.state);
  const base = {
    name,
    label: told?.label ?? name,
    onFile: told?.value ?? '',
    supposed: supposed[name] !== undefined && supposed[name] !== filed,
  };
  if (name === 'conduct') {
    const field = FACT_FIELDS.find((known) => known.name === 'conduct');
    const options = (field && 'values' in field ? field.values : []).map((option) => ({
      value: option,
      label: factInWords('conduct', option, language, t.state)?.value ?? option,
    }));
    return { ...base, kind: 'choice', value: String(value ?? '无'), options };
  }
  if (name === 'onlineUnwilling' || name === 'shop') return { ...base, kind: 'yes_no', value: value === true };
  return {
    ...base,
    kind: 'number',
    value: Number(value ?? 0),
    min: 0,
    max: MOST[name] ?? 10,
    step: 1,
    unit: '',
  };
}
