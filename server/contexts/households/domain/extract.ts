// One row of a department extract, read and cleaned into a dated fact about a person or a household.

import { type IsoDate, isoDate, monthNumberOf, yearOf } from '../../../../kernel/calendar.ts';
import { normaliseIdentityNumber, parseIdentityNumber } from '../../../../kernel/identity-number.ts';
import type { Fen } from '../../../../kernel/money.ts';
import { RowCells } from './cells.ts';
import { CARE_KINDS, type CareKind, codeOf, disabilityGradeOf, RELIEF_KINDS, studentStageOf } from './codes.ts';
import type { ExtractKind, Mapping } from './columns.ts';
import { type Problem, personLabel } from './problem.ts';
import type { RawRow } from './record.ts';

/** What a row says, by the kind of extract. Money in fen. */
export type ExtractFact =
  | {
      readonly kind: 'settlement';
      readonly settledOn: IsoDate;
      readonly care: CareKind;
      readonly disease: string;
      readonly total: Fen | null;
      readonly reimbursed: Fen | null;
      readonly selfPay: Fen;
    }
  | { readonly kind: 'tuition'; readonly schoolYear: string; readonly stage: string; readonly cost: Fen }
  | { readonly kind: 'unemployment'; readonly registeredOn: IsoDate; readonly months: number }
  | { readonly kind: 'disability'; readonly grade: 1 | 2 | 3 | 4; readonly what: string }
  | { readonly kind: 'relief'; readonly relief: '低保' | '特困'; readonly monthly: Fen }
  | { readonly kind: 'disaster'; readonly happenedOn: IsoDate; readonly what: string; readonly loss: Fen };

export interface CheckedExtractRow {
  readonly row: number;
  /** Cleaned, valid or not. */
  readonly idNumber: string;
  readonly name: string;
  readonly label: string;
  readonly problems: readonly Problem[];
  /** Absent when the row has an error. */
  readonly fact: ExtractFact | null;
}

/**
 * Reads one row. `asOf` is the day the extract speaks of: it names the school year where the file does not.
 */
export function checkExtractRow(kind: ExtractKind, row: RawRow, mapping: Mapping, asOf: IsoDate): CheckedExtractRow {
  const problems: Problem[] = [];
  const cells = new RowCells(kind, row, mapping, problems);
  const name = cells.name('name');
  const idText = cells.required('idNumber');
  const idNumber = normaliseIdentityNumber(idText);
  cells.person = personLabel(name, idNumber);
  if (idText !== '' && !parseIdentityNumber(idText).ok) cells.note('id_checksum', 'idNumber');
  const fact = readFact(kind, cells, asOf);
  const failed = problems.some((one) => one.severity === 'error');
  return { row: row.number, idNumber, name, label: cells.person, problems, fact: failed ? null : fact };
}

function readFact(kind: ExtractKind, cells: RowCells, asOf: IsoDate): ExtractFact | null {
  switch (kind) {
    case 'settlement': {
      const [settledOn, care] = [cells.date('settledOn'), cells.code('kind', CARE_KINDS)];
      const [total, reimbursed] = [cells.yuan('total', 'not_a_number'), cells.yuan('reimbursed', 'not_a_number')];
      const selfPay = cells.yuan('selfPay', 'not_a_number');
      if (settledOn === null || care === null || selfPay === null) return null;
      return { kind, settledOn, care, disease: cells.text('disease'), total, reimbursed, selfPay };
    }
    case 'tuition': {
      const cost = cells.yuan('cost', 'not_a_number');
      const stage = cells.coded('stage', studentStageOf) ?? '';
      const schoolYear = schoolYearOf(cells.text('year'), asOf);
      return cost === null ? null : { kind, schoolYear, stage, cost };
    }
    case 'unemployment': {
      const [registeredOn, months] = [cells.date('registeredOn'), cells.whole('months', 0, 120)];
      return registeredOn === null || months === null ? null : { kind, registeredOn, months };
    }
    case 'disability': {
      const grade = cells.coded('grade', disabilityGradeOf);
      const what = cells.required('kind');
      return grade === null ? null : { kind, grade, what };
    }
    case 'relief': {
      const relief = cells.coded('kind', (text) => codeOf(RELIEF_KINDS.slice(1) as readonly ('低保' | '特困')[], text));
      const monthly = cells.yuan('monthly', 'not_a_number');
      return relief === null || monthly === null ? null : { kind, relief, monthly };
    }
    case 'disaster': {
      const [happenedOn, loss] = [cells.date('happenedOn'), cells.yuan('loss', 'not_a_number')];
      const what = cells.required('kind');
      return happenedOn === null || loss === null ? null : { kind, happenedOn, what, loss };
    }
    default:
      return kind satisfies never;
  }
}

/** `2024-2025` from the cell, or the school year (September to August) that `asOf` lies in. */
export function schoolYearOf(text: string, asOf: IsoDate): string {
  const written = /^(\d{4})[-–—~至](\d{4})/.exec(text);
  if (written !== null) return `${written[1]}-${written[2]}`;
  const start = monthNumberOf(asOf) >= 9 ? yearOf(asOf) : yearOf(asOf) - 1;
  return `${start}-${start + 1}`;
}

/** First and last day of a school year. */
export function schoolYearDays(schoolYear: string): { from: IsoDate; to: IsoDate } {
  const start = Number(schoolYear.slice(0, 4));
  return { from: isoDate(`${start}-09-01`), to: isoDate(`${start + 1}-08-31`) };
}
