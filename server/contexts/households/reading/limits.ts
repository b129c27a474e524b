// How much a file may be before it is refused: a county's largest roster fits, a bomb does not.

export interface ReadingLimits {
  /** Bytes of an uploaded workbook or text file on disk. */
  readonly fileBytes: number;
  /** Bytes of all parts of a workbook once inflated. */
  readonly inflatedBytes: number;
  /** Inflated bytes for each compressed byte, for parts above `ratioFromBytes`. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** Parts in a workbook. */
  readonly parts: number;
  /** Data rows of one sheet or text file. */
  readonly rows: number;
  /** Columns of a row; the rest is not read. */
  readonly columns: number;
}

// 300,000 households with 1.1 million members are about 200 MB of CSV; 20,000 households inflate to 55 MB.
export const DEFAULT_LIMITS: ReadingLimits = {
  fileBytes: 512 * 2 ** 20,
  inflatedBytes: 1024 * 2 ** 20,
  ratio: 120,
  ratioFromBytes: 4 * 2 ** 20,
  parts: 1000,
  rows: 3_000_000,
  columns: 120,
};

/** Why a file cannot be read, most basic first. */
export type FileRefusal =
  | 'file_empty'
  | 'file_too_large'
  | 'old_workbook'
  | 'not_a_workbook'
  | 'zip_bomb'
  | 'bad_encoding'
  | 'bad_csv'
  | 'sheet_missing'
  | 'no_header'
  | 'no_rows'
  | 'unknown_file';

/** Carries a refusal out of a stream; caught where the reading was begun and turned back into a refusal. */
export class UnreadableFile extends Error {
  readonly code: FileRefusal;
  readonly detail: Readonly<Record<string, string | number>>;

  constructor(code: FileRefusal, detail: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(detail)}`, { cause });
    this.code = code;
    this.detail = detail;
  }
}
