// The needs as typed, what is still missing in them, and what is sent. Pure; the server checks again.
import type { Messages } from '../../messages/index.tsx';
import type { PlanRequest, RawNeed } from './queries.ts';

export interface NeedDraft {
  /** Tells rows apart while they are edited. */
  readonly key: string;
  readonly purpose: string | null;
  readonly amountYuan: string | null;
  readonly neededOn: string;
  readonly monthsOccupied: number | null;
  readonly evidence: string;
  readonly orderBacked: boolean;
  readonly orderYuan: string | null;
  readonly presale: boolean;
}

export interface NeedsDraft {
  readonly needs: readonly NeedDraft[];
  readonly savingsYuan: string | null;
}

export const MOST_NEEDS = 20;
export const MOST_MONTHS = 240;
export const MOST_YUAN = 1_000_000;

/** Months that such things are usually bound; a proposal to be changed. */
const USUAL_MONTHS: Readonly<Record<string, number>> = {
  fixed_asset: 36,
  production_material: 12,
  working_capital: 6,
  risk: 12,
};

export function emptyNeed(key: string): NeedDraft {
  return {
    key,
    purpose: null,
    amountYuan: null,
    neededOn: '',
    monthsOccupied: null,
    evidence: '',
    orderBacked: false,
    orderYuan: null,
    presale: false,
  };
}

/** One need, nothing typed yet. */
export function freshNeeds(key: string): NeedsDraft {
  return { needs: [emptyNeed(key)], savingsYuan: null };
}

/** Choosing a purpose proposes its usual months where none were given. */
export function withPurpose(need: NeedDraft, purpose: string, kind: string | undefined): NeedDraft {
  return { ...need, purpose, monthsOccupied: need.monthsOccupied ?? USUAL_MONTHS[kind ?? ''] ?? null };
}

/** The first thing that lacks, with the need's number, in words; null when a plan can be drawn. */
export function missingInNeeds(draft: NeedsDraft, words: Messages['financing']['needs']['missing']): string | null {
  for (const [index, need] of draft.needs.entries()) {
    const n = index + 1;
    if (need.purpose === null) return words.purpose(n);
    if (need.amountYuan === null || !(Number(need.amountYuan) > 0)) return words.amount(n);
    if (Number(need.amountYuan) > MOST_YUAN) return words.amountAbsurd(n);
    if (need.neededOn === '') return words.neededOn(n);
    const months = need.monthsOccupied;
    if (months === null || months < 1 || months > MOST_MONTHS) return words.months(n);
    if (need.evidence.trim() === '') return words.evidence(n);
  }
  return null;
}

export function requestOf(draft: NeedsDraft): PlanRequest {
  return {
    needs: draft.needs.map(
      (need): RawNeed => ({
        ...(need.purpose === null ? {} : { purpose: need.purpose }),
        ...(need.amountYuan === null ? {} : { amountYuan: need.amountYuan }),
        neededOn: need.neededOn,
        ...(need.monthsOccupied === null ? {} : { monthsOccupied: need.monthsOccupied }),
        evidence: need.evidence.trim(),
        orderBacked: need.orderBacked,
        orderYuan: need.orderBacked ? need.orderYuan : null,
        presale: need.presale,
      }),
    ),
    savingsYuan: draft.savingsYuan,
  };
}
