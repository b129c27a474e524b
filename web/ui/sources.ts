// Where a value came from, as every page shows it: one row of a file, one visit, one extract, one declaration.

export interface SourceRow {
  readonly label: string;
  /** The value as recorded there. */
  readonly value?: string;
  /** File, visit or extract by name. */
  readonly origin: string;
  /** Row in the file, from 1. */
  readonly row?: number | null;
  readonly recordedBy?: string | null;
  /** ISO instant or date. */
  readonly recordedAt?: string | null;
  /** A page that shows it, made by paths.ts. */
  readonly to?: string;
}
