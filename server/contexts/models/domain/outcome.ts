// Outcomes: which households fell back in the year after, as a county writes them down, checked row by row.

import { RISK_CAUSES, type RiskCause } from '../../../../kernel/facts.ts';
import { normaliseCell } from '../../../../kernel/text.ts';

/** One row as read: 户编号, 是否返贫, 主要原因. */
export interface RawOutcome {
  /** Row of the file, the header being 1. */
  readonly row: number;
  readonly no: string;
  readonly relapsed: string;
  readonly cause: string;
}

export interface Outcome {
  readonly row: number;
  readonly no: string;
  readonly relapsed: boolean;
  readonly cause: RiskCause | null;
}

/** In order of precedence; `unknown_household` is found out at the registry, after the others. */
export type OutcomeProblemCode =
  | 'missing_value'
  | 'unknown_code'
  | 'cause_without_relapse'
  | 'duplicate_household'
  | 'unknown_household';

export interface OutcomeProblem {
  readonly row: number;
  readonly no: string;
  readonly code: OutcomeProblemCode;
}

const YES = new Set(['1', '是']);
const NO = new Set(['0', '否']);

/** Every row comes back once: accepted or as a problem. The first of several rows on a household stands. */
export function checkOutcomes(rows: readonly RawOutcome[]): { accepted: Outcome[]; problems: OutcomeProblem[] } {
  const accepted: Outcome[] = [];
  const problems: OutcomeProblem[] = [];
  const seen = new Set<string>();
  for (const raw of rows) {
    const checked = checkOutcome(raw);
    if (typeof checked === 'string') {
      problems.push({ row: raw.row, no: raw.no, code: checked });
    } else if (seen.has(checked.no)) {
      problems.push({ row: raw.row, no: checked.no, code: 'duplicate_household' });
    } else {
      seen.add(checked.no);
      accepted.push(checked);
    }
  }
  return { accepted, problems };
}

function checkOutcome(raw: RawOutcome): Outcome | OutcomeProblemCode {
  const [no, relapsed, cause] = [raw.no, raw.relapsed, raw.cause].map(normaliseCell) as [string, string, string];
  if (no === '' || relapsed === '') return 'missing_value';
  if (!YES.has(relapsed) && !NO.has(relapsed)) return 'unknown_code';
  if (cause !== '' && !isCause(cause)) return 'unknown_code';
  if (cause !== '' && NO.has(relapsed)) return 'cause_without_relapse';
  return { row: raw.row, no, relapsed: YES.has(relapsed), cause: cause === '' ? null : (cause as RiskCause) };
}

const isCause = (text: string): text is RiskCause => (RISK_CAUSES as readonly string[]).includes(text);
