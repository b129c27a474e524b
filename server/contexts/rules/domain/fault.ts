// Why a cell cannot be used. A fault unwinds the recursive reading of one cell and is caught where the cell is read
// (`checked-table.ts`), which turns it into a named refusal; it never leaves the domain.

export const CELL_FAULTS = [
  /** Not a sentence of the expression language. */
  'syntax',
  /** A field, parameter or function that the subject does not have. */
  'unknown_name',
  /** Compares or calculates with values of different kinds. */
  'type_mismatch',
  /** A text that is not in the field's closed list: the cell could never hold. */
  'unknown_value',
  /** A division whose result would have to be rounded before it is used further. */
  'inexact_division',
  /** Correct for the table engine, but outside the subset that is compiled. */
  'unsupported',
] as const;
export type CellFaultKind = (typeof CELL_FAULTS)[number];

export class CellFault extends Error {
  readonly kind: CellFaultKind;
  /** The word, operator or value at fault, as written. */
  readonly at: string;

  constructor(kind: CellFaultKind, at: string) {
    super(`${kind}: ${at}`);
    this.kind = kind;
    this.at = at;
  }
}
