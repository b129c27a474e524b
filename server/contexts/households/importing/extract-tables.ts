// How each kind of extract is kept: its natural key, its columns in staging, and its table.

import type { ExtractKind } from '../domain/columns.ts';
import { type ExtractFact, schoolYearDays } from '../domain/extract.ts';

/**
 * What makes two rows speak of the same thing, so that a corrected file corrects and does not add. With the ID number
 * in it the text is sensitive: only its keyed hash is stored.
 */
export function naturalKey(idNumber: string, fact: ExtractFact): string {
  switch (fact.kind) {
    case 'settlement':
      return [idNumber, fact.settledOn, fact.care, fact.disease].join('|');
    case 'tuition':
      return [idNumber, fact.schoolYear].join('|');
    case 'unemployment':
      return [idNumber, fact.registeredOn].join('|');
    case 'disability':
      return idNumber;
    case 'relief':
      return idNumber;
    case 'disaster':
      return [idNumber, fact.happenedOn, fact.what].join('|');
    default:
      return fact satisfies never;
  }
}

export interface ExtractColumns {
  readonly on_day: string | null;
  readonly text_1: string | null;
  readonly text_2: string | null;
  readonly sealed_1: string | null;
  readonly number_1: bigint | null;
  readonly number_2: bigint | null;
  readonly number_3: bigint | null;
}

const EMPTY: ExtractColumns = {
  on_day: null,
  text_1: null,
  text_2: null,
  sealed_1: null,
  number_1: null,
  number_2: null,
  number_3: null,
};

/** A fact in the staging table's neutral columns; TARGETS says what each becomes. */
export function extractColumns(fact: ExtractFact | null, seal: (text: string) => string): ExtractColumns {
  if (fact === null) return EMPTY;
  switch (fact.kind) {
    case 'settlement':
      return {
        ...EMPTY,
        on_day: fact.settledOn,
        text_1: fact.care,
        sealed_1: fact.disease === '' ? null : seal(fact.disease),
        number_1: fact.selfPay,
        number_2: fact.total,
        number_3: fact.reimbursed,
      };
    case 'tuition':
      return {
        ...EMPTY,
        on_day: schoolYearDays(fact.schoolYear).to,
        text_1: fact.schoolYear,
        text_2: fact.stage,
        number_1: fact.cost,
      };
    case 'unemployment':
      return { ...EMPTY, on_day: fact.registeredOn, number_1: BigInt(fact.months) };
    case 'disability':
      return { ...EMPTY, sealed_1: seal(fact.what), number_1: BigInt(fact.grade) };
    case 'relief':
      return { ...EMPTY, text_1: fact.relief, number_1: fact.monthly };
    case 'disaster':
      return { ...EMPTY, on_day: fact.happenedOn, text_1: fact.what, number_1: fact.loss };
    default:
      return fact satisfies never;
  }
}

export interface Target {
  readonly table: string;
  /** Column → expression over the staging row `s` and the batch's day `$as_of`. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns whose change makes a new version; the others are part of the natural key. */
  readonly compared: readonly string[];
}

/** Relief is a period of the household, kept by its own statements. */
export const TARGETS: Readonly<Record<Exclude<ExtractKind, 'relief'>, Target>> = {
  settlement: {
    table: 'settlement',
    columns: {
      settled_on: 's.on_day',
      care: 's.text_1',
      disease_sealed: 's.sealed_1',
      self_pay_fen: 's.number_1',
      total_fen: 's.number_2',
      reimbursed_fen: 's.number_3',
    },
    compared: ['self_pay_fen', 'total_fen', 'reimbursed_fen'],
  },
  tuition: {
    table: 'tuition',
    columns: {
      school_year: 's.text_1',
      from_day: "(s.on_day - interval '1 year' + interval '1 day')::date",
      to_day: 's.on_day',
      stage: 's.text_2',
      cost_fen: 's.number_1',
    },
    compared: ['stage', 'cost_fen'],
  },
  unemployment: {
    table: 'unemployment',
    columns: { registered_on: 's.on_day', months: 's.number_1::integer' },
    compared: ['months'],
  },
  disability: {
    table: 'disability',
    columns: { grade: 's.number_1::smallint', what_sealed: 's.sealed_1', known_on: '$as_of' },
    compared: ['grade'],
  },
  disaster: {
    table: 'disaster',
    columns: { happened_on: 's.on_day', what: 's.text_1', loss_fen: 's.number_1' },
    compared: ['loss_fen'],
  },
};
