// Where a need goes: the row that the published `path` table judges, and what its answer means.

import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { yuanOf } from './amount.ts';
import type { Need } from './need.ts';
import type { Text } from './purpose.ts';

/** Channels as the path table names them. */
export const CHANNELS = {
  traditional: { zh: '传统金融', en: 'Traditional finance', online: false },
  internet: { zh: '互联网金融', en: 'Internet finance', online: true },
  ecommerce: { zh: '电商金融', en: 'E-commerce finance', online: true },
  crowdfunding: { zh: '众筹预售', en: 'Presale crowdfunding', online: true },
  guidance_fund: { zh: '产业引导基金', en: 'Guidance fund', online: false },
  insurance: { zh: '保险', en: 'Insurance', online: false },
} as const satisfies Readonly<Record<string, Text & { readonly online: boolean }>>;
export type Channel = keyof typeof CHANNELS;

export const CHANNEL_CODES = Object.keys(CHANNELS) as Channel[];

/** One need as the table sees it; money in yuan. */
export type NeedRow = Readonly<Record<string, string | number | boolean | null>>;

export interface Applicant {
  /** Trained and young enough to start a business of one's own. */
  readonly startup: boolean;
}

export function needRow(need: Need, applicant: Applicant): NeedRow {
  return {
    purpose: need.purpose,
    purposeKind: need.kind,
    applicantKind: 'household',
    amount: yuanOf(need.amount),
    monthsOccupied: need.monthsOccupied,
    linkedHouseholds: 0,
    orderBacked: need.orderBacked,
    presale: need.presale,
    startup: applicant.startup,
    isRisk: need.kind === 'risk',
  };
}

export interface Route {
  readonly channel: Channel;
  /** 1 to 5 as in paper §3.2; null for insurance. */
  readonly mode: 1 | 2 | 3 | 4 | 5 | null;
  readonly clause: string;
  readonly reason: Text;
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Reads the outputs of the `path` table. Refuses `no_route` when no row fired or none names a channel. */
export function readRoute(outputs: readonly Readonly<Record<string, unknown>>[]): Result<Route, 'no_route'> {
  const [first] = outputs;
  const channel = CHANNEL_CODES.find((code) => code === first?.channel);
  if (first === undefined || channel === undefined) return refuse('no_route');
  const mode = ([1, 2, 3, 4, 5] as const).find((number) => number === first.mode) ?? null;
  const zh = text(first.reason);
  return ok({ channel, mode, clause: text(first.clause), reason: { zh, en: text(first.reasonEn) || zh } });
}

/** A household that works with traditional lenders only is served there, whatever the need (paper §3.1). */
export function withinOutcome(route: Route, outcome: string): Route {
  if (outcome !== 'traditional_only' || !CHANNELS[route.channel].online) return route;
  const from = CHANNELS[route.channel];
  return {
    channel: 'traditional',
    mode: 4,
    clause: route.clause,
    reason: {
      zh: `本可走${from.zh}，但本户只走传统渠道，改由银行网点办理，村级服务站协助`,
      en: `${from.en} would fit, but the household uses the traditional channel only: a bank branch, with help from the village station`,
    },
  };
}
