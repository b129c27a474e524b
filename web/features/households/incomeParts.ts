// The five parts of a household's income as the paper counts them: four kinds in, business expense out. Pure.
import type { Income } from './queries.ts';

export const INCOME_PARTS = [
  { key: 'wage', field: 'wageFen', sign: '+' },
  { key: 'business', field: 'businessFen', sign: '+' },
  { key: 'property', field: 'propertyFen', sign: '+' },
  { key: 'transfer', field: 'transferFen', sign: '+' },
  { key: 'expense', field: 'expenseFen', sign: '−' },
] as const satisfies readonly {
  readonly key: string;
  readonly field: keyof Income;
  readonly sign: '+' | '−';
}[];
