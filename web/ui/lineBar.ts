// Where a household's income stands against the monitoring line, as shares of one small bar. Pure.

export interface LineBarShape {
  /** 0–1: how far the filled bar reaches; negative income fills nothing. */
  readonly income: number;
  /** 0–1: where the line stands. */
  readonly line: number;
  readonly standing: 'below' | 'at' | 'above';
  /** Distance from the line in fen, never negative. */
  readonly distance: bigint;
  /** The income goes beyond the bar's end. */
  readonly overflows: boolean;
}

/** The bar spans from zero to twice the line, so the line always stands in the middle and bars compare down a column. */
export function lineBarShape(incomeFen: bigint, lineFen: bigint): LineBarShape {
  const span = lineFen * 2n;
  const raw = span > 0n ? Number((incomeFen * 10_000n) / span) / 10_000 : 0;
  return {
    income: Math.min(1, Math.max(0, raw)),
    line: 0.5,
    standing: incomeFen < lineFen ? 'below' : incomeFen > lineFen ? 'above' : 'at',
    distance: incomeFen < lineFen ? lineFen - incomeFen : incomeFen - lineFen,
    overflows: raw > 1,
  };
}
