// What a plan is made from besides the household's own facts: the catalogue in force and the county's median illness.

import { sql } from 'kysely';
import { type Fen, fen } from '../../../kernel/money.ts';
import { type Scope, scopeSettings, systemScope, type Tx } from '../../platform/database.ts';
import type { Parameters } from './domain/assumptions.ts';
import type { Channel } from './domain/channel.ts';
import type { Method } from './domain/loan.ts';
import type { Eligibility, Product, RateBasis } from './domain/product.ts';

interface ProductRow {
  code: string;
  name_zh: string;
  name_en: string;
  channel: Channel;
  eligibility: Eligibility;
  min_amount_fen: bigint;
  max_amount_fen: bigint | null;
  limit_parameter: string | null;
  max_months: number | null;
  months_parameter: string | null;
  rate_basis: RateBasis;
  spread_bp: number;
  methods: Method[];
  terms_zh: string;
  terms_en: string;
  source: string;
  confidence: Product['confidence'];
}

/** Products in force on a day, in the catalogue's order, their limits taken from the parameters that they name. */
export async function products(tx: Tx, on: string, parameters: Parameters): Promise<Product[]> {
  const { rows } = await sql<ProductRow>`
    select code, name_zh, name_en, channel, eligibility, min_amount_fen, max_amount_fen, limit_parameter, max_months,
      months_parameter, rate_basis, spread_bp, methods, terms_zh, terms_en, source, confidence
    from financing.product where valid_from <= ${on} and (valid_to is null or valid_to > ${on}) order by rank, code`.execute(
    tx,
  );
  const number = (name: string | null): number | null => {
    const value = name === null ? undefined : parameters[name];
    return typeof value === 'number' && value > 0 ? value : null;
  };
  return rows.map((row) => {
    const limit = number(row.limit_parameter);
    const own = row.max_amount_fen === null ? null : fen(row.max_amount_fen);
    return {
      code: row.code,
      name: { zh: row.name_zh, en: row.name_en },
      channel: row.channel,
      eligibility: row.eligibility,
      minAmount: fen(row.min_amount_fen),
      maxAmount: limit === null ? own : fen(Math.round(limit * 100)),
      maxMonths: number(row.months_parameter) ?? row.max_months,
      rateBasis: row.rate_basis,
      spreadBp: row.spread_bp,
      methods: row.methods,
      terms: { zh: row.terms_zh, en: row.terms_en },
      source: row.source,
      confidence: row.confidence,
    };
  });
}

/**
 * Median self-pay of the county's households that paid for a hospital stay in 12 months; null when none did. One figure
 * of the whole county, so it is read in the county's scope and the actor's scope is put back at once.
 */
export async function medianSelfPay(tx: Tx, scope: Scope): Promise<Fen | null> {
  await sql.raw(scopeSettings(systemScope(scope.county))).execute(tx);
  const { rows } = await sql<{ median: bigint | null }>`
    select percentile_disc(0.5) within group (order by inpatient_self_pay_fen) as median
    from monitoring.pub_facts where county = ${scope.county} and inpatient_self_pay_fen > 0`.execute(tx);
  await sql.raw(scopeSettings(scope)).execute(tx);
  const median = rows[0]?.median ?? null;
  return median === null ? null : fen(median);
}
