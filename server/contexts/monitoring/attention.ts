// What a household is told of its own screening, in words: no score and no rank, which are an official's to weigh.

import { sql } from 'kysely';
import type { RiskCause } from '../../../kernel/facts.ts';
import type { Tx } from '../../platform/database.ts';
import type { HouseholdFacts } from './reads.ts';

interface Text {
  readonly zh: string;
  readonly en: string;
}

export interface Attention {
  /** The day that the data reach to. */
  readonly asOf: string;
  readonly incomeYear: number;
  readonly members: number;
  /** Net income per head and year, fen. */
  readonly incomePerHeadFen: number;
  /** The monitoring line of that day, fen per head and year. */
  readonly lineFen: number;
  /** Open clues, one a cause, the earliest first. */
  readonly noticed: readonly { readonly cause: RiskCause; readonly since: string; readonly reasons: readonly Text[] }[];
}

export interface OpenClue {
  readonly cause: RiskCause;
  readonly openedAt: Date;
  readonly reasons: readonly Text[];
}

/** The household's open clues with the reasons of their rules; none where only the model opened them. */
export async function openClues(tx: Tx, county: string, householdId: string): Promise<OpenClue[]> {
  const { rows } = await sql<{
    cause: RiskCause;
    opened_at: Date;
    reasons: { reason: string; reasonEn: string }[];
  }>`select cause, opened_at, reasons from monitoring.clue
    where county = ${county} and household_id = ${householdId} and state = 'open' order by opened_at, cause`.execute(
    tx,
  );
  return rows.map((row) => ({
    cause: row.cause,
    openedAt: row.opened_at,
    reasons: row.reasons.map(({ reason, reasonEn }) => ({ zh: reason, en: reasonEn })),
  }));
}

/** Puts facts and clues into what is told; a clue that no rule opened is explained by the model's reasons. */
export function tell(found: HouseholdFacts, clues: readonly OpenClue[], modelReasons: readonly Text[]): Attention {
  const yuanToFen = (yuan: unknown) => Math.round(Number(yuan ?? 0) * 100);
  return {
    asOf: found.asOf,
    incomeYear: found.incomeYear,
    members: Number(found.row.members ?? 0),
    incomePerHeadFen: yuanToFen(found.row.incomePerHead),
    lineFen: yuanToFen(found.row.line),
    noticed: clues.map(({ cause, openedAt, reasons }) => ({
      cause,
      since: openedAt.toISOString(),
      reasons: reasons.length > 0 ? reasons : modelReasons,
    })),
  };
}
