// What the published table suggests for a household, read from the table's outputs, and whether it still agrees with
// the decision that stands.

import type { FactRow } from '../../../../kernel/facts.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import type { CaseTrace, TableVersion } from '../../../../kernel/trace.ts';
import { type Correction, isActive } from './correction.ts';
import { isOutcome, type Outcome, type Text } from './outcome.ts';

export interface Evaluation {
  readonly outputs: readonly Readonly<Record<string, unknown>>[];
  readonly version: TableVersion;
  readonly trace: CaseTrace;
}

export interface Suggestion {
  readonly outcome: Outcome;
  readonly reasons: readonly Text[];
  readonly clause: string;
  readonly ruleVersion: TableVersion;
  readonly trace: CaseTrace;
  /** The row that was judged, and the day that it describes. */
  readonly facts: FactRow;
  readonly factsAsOf: string;
}

/**
 * The row that the table judges. Conduct is what a confirmed finding says, not what a note says: while a correction
 * runs, the finding stands whatever the registry has; once it was passed on review, the old note is spent.
 */
export function judgedFacts(
  row: FactRow,
  latest: Correction | null,
): { readonly row: FactRow; readonly note: Text | null } {
  if (latest === null) return { row, note: null };
  if (isActive(latest)) {
    const until = latest.until ?? '';
    return {
      row: { ...row, conduct: latest.kind },
      note:
        until === ''
          ? { zh: '改过尚未开始计时：先完成教育。', en: 'The correction has not begun: education comes first.' }
          : { zh: `改过期至 ${until}。`, en: `In correction until ${until}.` },
    };
  }
  if (latest.state !== 'passed' || row.conduct === '无') return { row, note: null };
  const on = latest.reviewedOn ?? '';
  return {
    row: { ...row, conduct: '无' },
    note: {
      zh: `改过期满，${on} 复核通过，原记录不再计入。`,
      en: `Correction passed on review on ${on}; the earlier record no longer counts.`,
    },
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Reads the outputs of the `admission` table. Refuses `no_suggestion` when no row fired or none names an outcome. */
export function readSuggestion(
  evaluation: Evaluation,
  facts: { readonly row: FactRow; readonly asOf: string; readonly note: Text | null },
): Result<Suggestion, 'no_suggestion'> {
  const [first] = evaluation.outputs;
  if (first === undefined || !isOutcome(first.outcome)) return refuse('no_suggestion');
  const { outcome } = first;
  // A table that collects may fire several rows: those that agree with the first add their reasons.
  const agreeing = evaluation.outputs.filter((output) => output.outcome === outcome);
  const reasons = agreeing
    .map((output) => ({ zh: text(output.reason), en: text(output.reasonEn) || text(output.reason) }))
    .filter((reason) => reason.zh !== '');
  return ok({
    outcome,
    reasons: facts.note === null ? reasons : [...reasons, facts.note],
    clause: [...new Set(agreeing.map((output) => text(output.clause)).filter((clause) => clause !== ''))].join('；'),
    ruleVersion: evaluation.version,
    trace: evaluation.trace,
    facts: facts.row,
    factsAsOf: facts.asOf,
  });
}

export type RecheckWhy = 'not_decided' | 'outcome_differs' | 'correction_due';

/**
 * Why a household must be looked at again in this month's cycle; empty when the decision still agrees with its facts.
 * A decision that departed from its suggestion is only looked at again when the suggestion has since become another.
 */
export function recheckReasons(
  standing: { readonly outcome: Outcome; readonly suggested: Outcome } | null,
  suggested: Outcome,
  correction: Correction | null,
  today: string,
): RecheckWhy[] {
  const due = correction?.state === 'running' && correction.until !== null && correction.until <= today;
  if (standing === null) return ['not_decided'];
  const why: RecheckWhy[] = [];
  if (suggested !== standing.outcome && suggested !== standing.suggested) why.push('outcome_differs');
  if (due) why.push('correction_due');
  return why;
}
