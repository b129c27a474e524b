// A household and its members as the registry keeps them, read from a row and cleaned.

import type { BankCard } from '../../../../kernel/bank-card.ts';
import type { IsoDate } from '../../../../kernel/calendar.ts';
import type { IdentityNumber, Sex } from '../../../../kernel/identity-number.ts';
import type { Fen } from '../../../../kernel/money.ts';
import type { Phone } from '../../../../kernel/phone.ts';
import type {
  Category,
  Conduct,
  Education,
  HealthState,
  HousingGrade,
  Labour,
  Relation,
  ReliefKind,
  StudentStage,
  WorkRegion,
} from './codes.ts';

export interface IncomeRecord {
  /** Calendar year that the figures are of. */
  readonly year: number;
  readonly wage: Fen;
  readonly business: Fen;
  readonly property: Fen;
  readonly transfer: Fen;
  readonly expense: Fen;
  /** Sub-items by their column name (`itemDibao`, …). */
  readonly items: Readonly<Record<string, Fen>>;
}

export interface HouseholdRecord {
  /** 户编号. */
  readonly no: string;
  /** 12 digits. */
  readonly villageCode: string;
  readonly address: string | null;
  readonly headName: string;
  readonly category: Category | null;
  readonly relief: ReliefKind;
  readonly phone: Phone | null;
  readonly bank: string | null;
  readonly account: BankCard | null;
  readonly housing: HousingGrade | null;
  /** Whether drinking water is safe. */
  readonly water: boolean | null;
  /** Mu with at most two decimals, canonical (`3.4`). */
  readonly tea: string;
  readonly farm: string;
  readonly forest: string;
  readonly shop: boolean;
  readonly conduct: Conduct;
  readonly income: IncomeRecord;
}

export interface PersonRecord {
  readonly name: string;
  readonly idNumber: IdentityNumber;
  readonly sex: Sex;
  readonly birth: IsoDate;
  readonly relation: Relation;
  readonly education: Education | null;
  readonly student: StudentStage | null;
  readonly health: readonly HealthState[];
  /** 1 is the heaviest. */
  readonly disability: 1 | 2 | 3 | 4 | null;
  readonly labour: Labour;
  readonly workRegion: WorkRegion | null;
  /** 0 to 12. */
  readonly workMonths: number;
  readonly insured: boolean | null;
}

/** A row of a file as text, by column index; `number` is what the spreadsheet shows. */
export interface RawRow {
  readonly number: number;
  readonly cells: readonly string[];
}
