// Figure 1 (paper §3.1) as data: its nodes and edges, and the way of one household through them with the fact that
// decided each fork. Pure, so that a changed fact moves the light.

import type { FactRow, FactValue } from '../../../../kernel/facts.ts';
import { CHANNEL_CODES, type Channel } from './channel.ts';
import type { Text } from './purpose.ts';

/** Suitability forks, in the order in which the admission table asks. */
export const GATES = ['labour', 'conduct', 'online', 'skill'] as const;
export type Gate = (typeof GATES)[number];

export const OUTCOMES = ['social_relief', 'correction', 'traditional_only', 'train_first', 'admitted'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Where a household leaves the trunk when a gate stops it. */
export const EXIT_OF = {
  labour: 'social_relief',
  conduct: 'correction',
  online: 'traditional_only',
  skill: 'train_first',
} as const satisfies Record<Gate, Outcome>;

export type NodeId =
  | 'need'
  | `gate:${Gate}`
  | `outcome:${Outcome}`
  | `channel:${Channel}`
  | `product:${Channel}`
  | 'business'
  | 'repayment';

export const NODES: readonly NodeId[] = [
  'need',
  ...GATES.map((gate): NodeId => `gate:${gate}`),
  ...OUTCOMES.map((outcome): NodeId => `outcome:${outcome}`),
  ...CHANNEL_CODES.flatMap((channel): NodeId[] => [`channel:${channel}`, `product:${channel}`]),
  'business',
  'repayment',
];

export interface Edge {
  readonly from: NodeId;
  readonly to: NodeId;
}

const edge = (from: NodeId, to: NodeId): Edge => ({ from, to });

export const EDGES: readonly Edge[] = [
  edge('need', 'gate:labour'),
  ...GATES.slice(1).map((gate, index) => edge(`gate:${GATES[index] ?? 'labour'}`, `gate:${gate}`)),
  ...GATES.map((gate) => edge(`gate:${gate}`, `outcome:${EXIT_OF[gate]}`)),
  edge('gate:skill', 'outcome:admitted'),
  ...CHANNEL_CODES.map((channel) => edge('outcome:admitted', `channel:${channel}`)),
  edge('outcome:traditional_only', 'channel:traditional'),
  edge('outcome:traditional_only', 'channel:guidance_fund'),
  edge('outcome:traditional_only', 'channel:insurance'),
  ...CHANNEL_CODES.map((channel) => edge(`channel:${channel}`, `product:${channel}`)),
  ...CHANNEL_CODES.filter((channel) => channel !== 'insurance').map((channel) =>
    edge(`product:${channel}`, 'business'),
  ),
  edge('business', 'repayment'),
];

/** What decided a fork. */
export interface ForkReason {
  /** Name in the fact row; null where a person decided otherwise than the facts. */
  readonly fact: string | null;
  readonly value: string | number | boolean | null;
  readonly passed: boolean;
  readonly reason: Text;
}

export interface TracedNeed {
  readonly id: string;
  readonly channel: Channel | null;
  readonly channelReason: Text | null;
  readonly clause: string | null;
  readonly product: Text | null;
  /** Whether any money, or any cover, comes of it. */
  readonly funded: boolean;
}

export interface TracedDecision {
  readonly outcome: Outcome;
  readonly reasons: readonly Text[];
  readonly clause: string;
}

export interface NeedWay {
  readonly needId: string;
  readonly nodes: readonly NodeId[];
  readonly channel: Channel | null;
  readonly channelReason: Text | null;
  readonly clause: string | null;
  readonly product: Text | null;
}

export interface Figure1 {
  readonly nodes: readonly { readonly id: NodeId; readonly lit: boolean }[];
  readonly edges: readonly (Edge & { readonly lit: boolean })[];
  /** As far as the household came. */
  readonly gates: Readonly<Partial<Record<Gate, ForkReason>>>;
  readonly outcome: Outcome;
  readonly outcomeReasons: readonly Text[];
  readonly clause: string;
  /** Nodes passed by the household as such, in order. */
  readonly trunk: readonly NodeId[];
  readonly ways: readonly NeedWay[];
}

const number = (value: FactValue | undefined): number => Number(value ?? 0);

function gateFact(gate: Gate, row: FactRow): ForkReason {
  switch (gate) {
    case 'labour': {
      const able = number(row.ableAdults);
      const passed = able >= 1 && number(row.labourUnits) > 0;
      return {
        fact: 'ableAdults',
        value: able,
        passed,
        reason: passed
          ? { zh: `家中有 ${able} 名 18–65 岁、有劳动能力的成年人`, en: `${able} adult(s) aged 18–65 who can work` }
          : { zh: '家中没有 18–65 岁、有劳动能力的成年人', en: 'No adult aged 18–65 who can work' },
      };
    }
    case 'conduct': {
      const passed = row.conduct === '无';
      const conduct = String(row.conduct ?? '无');
      return {
        fact: 'conduct',
        value: conduct,
        passed,
        reason: passed
          ? { zh: '没有懒散、赌博记录', en: 'No record of idleness or gambling' }
          : { zh: `有${conduct}记录`, en: `A record of ${conduct === '赌博' ? 'gambling' : 'idleness'}` },
      };
    }
    case 'online': {
      const passed = row.onlineUnwilling !== true;
      return {
        fact: 'onlineUnwilling',
        value: !passed,
        passed,
        reason: passed
          ? { zh: '没有登记不愿线上经营', en: 'Not recorded as unwilling to work online' }
          : { zh: '本户表示不愿或不能线上经营', en: 'Unwilling or unable to work online' },
      };
    }
    case 'skill':
      return skillFact(row);
    default:
      return gate satisfies never;
  }
}

function skillFact(row: FactRow): ForkReason {
  const courses = number(row.courses);
  if (row.shop === true) {
    return { fact: 'shop', value: true, passed: true, reason: { zh: '已开网店', en: 'Runs an online shop' } };
  }
  if (courses === 0 && number(row.collegeEducatedLabour) >= 1) {
    return {
      fact: 'collegeEducatedLabour',
      value: number(row.collegeEducatedLabour),
      passed: true,
      reason: { zh: '有大专及以上学历的劳动力', en: 'A working member with college education' },
    };
  }
  return {
    fact: 'courses',
    value: courses,
    passed: courses >= 1,
    reason:
      courses >= 1
        ? { zh: `已完成 ${courses} 门数字或电商培训`, en: `${courses} digital or commerce course(s) completed` }
        : { zh: '还没有参加过数字或电商培训', en: 'No digital or commerce course yet' },
  };
}

/**
 * The way of a household: the trunk to its outcome, and from there each need's way. The outcome is the decision's; where
 * a person decided otherwise than the facts say, the fork names his reason instead of a fact.
 */
export function traceFigure1(row: FactRow, decision: TracedDecision, needs: readonly TracedNeed[]): Figure1 {
  const stop = GATES.find((gate) => EXIT_OF[gate] === decision.outcome) ?? null;
  const passedGates = stop === null ? [...GATES] : GATES.slice(0, GATES.indexOf(stop) + 1);
  const gates = Object.fromEntries(
    passedGates.map((gate): [Gate, ForkReason] => {
      const fact = gateFact(gate, row);
      const passed = gate !== stop;
      if (fact.passed === passed) return [gate, fact];
      const [reason] = decision.reasons;
      return [
        gate,
        { fact: null, value: null, passed, reason: reason ?? { zh: '由经办人决定', en: 'Decided by the officer' } },
      ];
    }),
  );
  const trunk: NodeId[] = ['need', ...passedGates.map((gate): NodeId => `gate:${gate}`), `outcome:${decision.outcome}`];
  const goesOn = decision.outcome === 'admitted' || decision.outcome === 'traditional_only';
  const ways = needs.map(({ id, channel, channelReason, clause, product, funded }): NeedWay => {
    const beyond: NodeId[] = [];
    if (goesOn && channel !== null) {
      beyond.push(`channel:${channel}`);
      if (product !== null) beyond.push(`product:${channel}`);
      // Insurance carries a risk: nothing is produced with it and nothing is repaid.
      if (product !== null && funded && channel !== 'insurance') beyond.push('business', 'repayment');
    }
    return { needId: id, nodes: [...trunk, ...beyond], channel, channelReason, clause, product };
  });
  const walked = ways.length === 0 ? [trunk] : ways.map(({ nodes }) => nodes);
  const litNodes = new Set(walked.flat());
  const litEdges = new Set(walked.flatMap((nodes) => nodes.slice(1).map((node, index) => `${nodes[index]}>${node}`)));
  return {
    nodes: NODES.map((id) => ({ id, lit: litNodes.has(id) })),
    edges: EDGES.map((one) => ({ ...one, lit: litEdges.has(`${one.from}>${one.to}`) })),
    gates,
    outcome: decision.outcome,
    outcomeReasons: decision.reasons,
    clause: decision.clause,
    trunk,
    ways,
  };
}
