// Amounts on their way in and out: yuan for rule tables, fen for the API, words for sentences.

import { type Fen, fenToJson } from '../../../../kernel/money.ts';

/** Yuan as a rule table reads it; amounts here are far below what a double holds exactly. */
export function yuanOf(amount: Fen): number {
  return fenToJson(amount) / 100;
}
