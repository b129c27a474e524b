// How a year's income and spending fall over its months: tea by its seasons, wages by the months worked, the rest by
// custom. Weights are by calendar month, January first; only their proportions count.

/** Twelve weights, January first. */
export type MonthWeights = readonly bigint[];

const weights = (...values: number[]): MonthWeights => values.map(BigInt);

export const EVEN = weights(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

/**
 * 安溪铁观音 (parameters.md, "Quanzhou calendar"): spring mid-April to early May 42%, summer mid-June to early July 16%,
 * 暑 August 20%, autumn late September to early October 22%; a season over two months is halved between them.
 */
export const TEA_SALES = weights(0, 0, 0, 21, 21, 8, 8, 20, 11, 11, 0, 0);

/** Fertiliser, pickers and firing: half in the month before a season's sales, half with them. */
export const TEA_INPUTS: MonthWeights = TEA_SALES.map((sales, month) => sales + (TEA_SALES[(month + 1) % 12] ?? 0n));

/** Rents of land and dividends of the collective are settled at mid-year and at the year's end. */
export const PROPERTY = weights(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1);

/** Fees are paid at the start of the two terms. */
export const SCHOOLING = weights(0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0);

/**
 * Wages come in the months worked away. People leave after Spring Festival: ten months are March to December, an
 * eleventh is January. Without migrants the wages are local and even.
 */
export function wageWeights(migrants: number, migrantMonths: number): MonthWeights {
  if (migrants <= 0 || migrantMonths <= 0) return EVEN;
  const each = Math.min(12, Math.max(1, Math.round(migrantMonths / migrants)));
  const order = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1].slice(0, each);
  return EVEN.map((_, month) => (order.includes(month) ? 1n : 0n));
}
