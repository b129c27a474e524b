// The fact row in the order that a person reads it, and what each figure is made of. Pure.
import { FACT_FIELDS, type FactField, type FactName } from '../../../kernel/facts.ts';

export type FactGroupKey = 'income' | 'spending' | 'people' | 'care' | 'home' | 'standing';

/** Facts of contexts that are not installed (loans, sales, measures) are left out. */
export const FACT_GROUPS: readonly { readonly key: FactGroupKey; readonly facts: readonly FactName[] }[] = [
  {
    key: 'income',
    facts: [
      'incomePerHead',
      'line',
      'incomeMargin',
      'referenceIncomePerHead',
      'referenceMargin',
      'netIncome',
      'wageIncome',
      'businessIncome',
      'propertyIncome',
      'transferIncome',
      'businessExpense',
      'wageChange',
    ],
  },
  {
    key: 'spending',
    facts: [
      'selfPay',
      'inpatientSelfPay',
      'outpatientSelfPay',
      'outpatientMaxMonth',
      'schoolingCost',
      'disasterLoss',
      'joblessMonths',
    ],
  },
  {
    key: 'people',
    facts: [
      'members',
      'labourUnits',
      'fullLabour',
      'halfLabour',
      'ableAdults',
      'skilled',
      'collegeEducatedLabour',
      'migrants',
      'migrantMonths',
      'headAge',
      'headEducation',
      'illiterateAdults',
    ],
  },
  {
    key: 'care',
    facts: [
      'children',
      'elders',
      'dependants',
      'chronic',
      'serious',
      'disabled',
      'severelyDisabled',
      'students',
      'nonCompulsoryStudents',
      'secondaryLeavers',
      'collegeStudents',
      'uninsured',
    ],
  },
  { key: 'home', facts: ['housingGrade', 'unsafeWater', 'teaLand', 'farmLand', 'shop'] },
  { key: 'standing', facts: ['relief', 'leftRelief', 'oncePoor', 'conduct', 'courses', 'onlineUnwilling'] },
];

export type FormulaKey =
  | 'counted'
  | 'recorded'
  | 'perHead'
  | 'reference'
  | 'net'
  | 'margin'
  | 'referenceMargin'
  | 'line'
  | 'wageChange'
  | 'selfPay'
  | 'summed'
  | 'maxMonth'
  | 'schooling'
  | 'jobless'
  | 'labourUnits'
  | 'ableAdults'
  | 'courses';

export type PartSign = '+' | '−' | '÷';

export interface FactMaking {
  readonly formula: FormulaKey;
  readonly parts: readonly { readonly fact: FactName; readonly sign?: PartSign }[];
}

const MADE_OF: Partial<Record<FactName, FactMaking>> = {
  incomePerHead: { formula: 'perHead', parts: [{ fact: 'netIncome' }, { fact: 'members', sign: '÷' }] },
  referenceIncomePerHead: {
    formula: 'reference',
    parts: [{ fact: 'netIncome' }, { fact: 'selfPay', sign: '−' }, { fact: 'members', sign: '÷' }],
  },
  netIncome: {
    formula: 'net',
    parts: [
      { fact: 'wageIncome' },
      { fact: 'businessIncome', sign: '+' },
      { fact: 'propertyIncome', sign: '+' },
      { fact: 'transferIncome', sign: '+' },
      { fact: 'businessExpense', sign: '−' },
    ],
  },
  incomeMargin: { formula: 'margin', parts: [{ fact: 'incomePerHead' }, { fact: 'line', sign: '−' }] },
  referenceMargin: {
    formula: 'referenceMargin',
    parts: [{ fact: 'referenceIncomePerHead' }, { fact: 'line', sign: '−' }],
  },
  line: { formula: 'line', parts: [] },
  wageChange: { formula: 'wageChange', parts: [{ fact: 'wageIncome' }] },
  selfPay: { formula: 'selfPay', parts: [{ fact: 'inpatientSelfPay' }, { fact: 'outpatientSelfPay', sign: '+' }] },
  inpatientSelfPay: { formula: 'summed', parts: [] },
  outpatientSelfPay: { formula: 'summed', parts: [] },
  outpatientMaxMonth: { formula: 'maxMonth', parts: [] },
  schoolingCost: { formula: 'schooling', parts: [] },
  disasterLoss: { formula: 'summed', parts: [] },
  joblessMonths: { formula: 'jobless', parts: [] },
  labourUnits: { formula: 'labourUnits', parts: [{ fact: 'fullLabour' }, { fact: 'halfLabour', sign: '+' }] },
  ableAdults: { formula: 'ableAdults', parts: [] },
  courses: { formula: 'courses', parts: [] },
};

const FIELD = new Map<FactName, FactField>(FACT_FIELDS.map((field) => [field.name, field]));

export function factField(name: FactName): FactField {
  const field = FIELD.get(name);
  if (field === undefined) throw new Error(`no fact named ${name}`);
  return field;
}

/** How a fact is made; counts over members where nothing else is said, everything else as recorded. */
export function makingOf(name: FactName): FactMaking {
  const made = MADE_OF[name];
  if (made !== undefined) return made;
  const { type, unit } = factField(name);
  return { formula: type === 'integer' && unit === '人' ? 'counted' : 'recorded', parts: [] };
}
