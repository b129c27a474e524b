// Figure 1 as data (paper §3.1): the forks in their fixed order, and the way that one household takes through them.
// Pure: the page feeds it from the admission decision and the financing plan.

/** Suitability forks in the order in which the admission table asks. */
export const GATES = ['labour', 'conduct', 'online', 'skill'] as const;
export type GateId = (typeof GATES)[number];

export const OUTCOMES = ['social_relief', 'correction', 'traditional_only', 'train_first', 'admitted'] as const;
export type OutcomeId = (typeof OUTCOMES)[number];

/** Channels as the path table names them. */
export const CHANNELS = ['traditional', 'internet', 'ecommerce', 'crowdfunding', 'guidance_fund', 'insurance'] as const;
export type ChannelId = (typeof CHANNELS)[number];

/** Where a household leaves the trunk when a gate stops it. */
export const EXIT_OF = {
  labour: 'social_relief',
  conduct: 'correction',
  online: 'traditional_only',
  skill: 'train_first',
} as const satisfies Record<GateId, OutcomeId>;

/** The fact that decided a fork, in the reader's language. */
export interface ForkReason {
  /** What was asked: 18–65 岁有劳动能力人数. */
  readonly fact: string;
  /** The household's value as shown: 2 人. */
  readonly value: string;
  /** One plain sentence. */
  readonly reason: string;
  /** Document and article. */
  readonly clause?: string | null;
}

export interface Figure1Need {
  readonly id: string;
  /** In the reader's language: 购置制茶设备. */
  readonly purpose: string;
  /** Whole fen. */
  readonly amountFen: number;
  /** `2026-04-10` */
  readonly neededOn: string;
  readonly monthsOccupied: number;
  /** Null where the household's outcome leaves no channel, or none fits. */
  readonly channel: ChannelId | null;
  readonly channelReason: ForkReason | null;
  /** The product proposed, in the reader's language; null when none is. */
  readonly product: string | null;
}

export interface Figure1Path {
  /** Null while admission is undecided. */
  readonly outcome: OutcomeId | null;
  /** The facts at the gates, as far as the household came. */
  readonly gates: Readonly<Partial<Record<GateId, ForkReason>>>;
  readonly outcomeReason: ForkReason | null;
  readonly needs: readonly Figure1Need[];
}

export type NodeId =
  | 'need'
  | `gate:${GateId}`
  | `outcome:${OutcomeId}`
  | `channel:${ChannelId}`
  | `product:${ChannelId}`
  | 'business'
  | 'repayment';

/** The gate that stopped the household; null when it passed them all. */
export function stoppedAt(outcome: OutcomeId): GateId | null {
  return GATES.find((gate) => EXIT_OF[gate] === outcome) ?? null;
}

/** The nodes that a need passes, in order, from the need to where its way ends. */
export function wayOf(path: Figure1Path, need: Figure1Need | null): readonly NodeId[] {
  const way: NodeId[] = ['need'];
  if (path.outcome === null) {
    // Undecided: the way reaches the gates whose facts are known and waits there.
    for (const gate of GATES) if (path.gates[gate]) way.push(`gate:${gate}`);
    return way;
  }
  const stop = stoppedAt(path.outcome);
  const passed = stop === null ? GATES : GATES.slice(0, GATES.indexOf(stop) + 1);
  way.push(...passed.map((gate): NodeId => `gate:${gate}`), `outcome:${path.outcome}`);
  const goesOn = path.outcome === 'admitted' || path.outcome === 'traditional_only';
  if (!goesOn || !need?.channel) return way;
  way.push(`channel:${need.channel}`);
  if (need.product === null) return way;
  way.push(`product:${need.channel}`);
  // Insurance carries a risk: nothing is produced with it and nothing is repaid.
  if (need.channel !== 'insurance') way.push('business', 'repayment');
  return way;
}

export type Light = 'lit' | 'also' | 'unlit';

/** How each node and each edge (`from>to`) is lit: the chosen need's way, other needs' ways, or neither. */
export function lightOf(path: Figure1Path, chosen: Figure1Need | null): (idOrEdge: string) => Light {
  const mark = (need: Figure1Need | null) => {
    const way = wayOf(path, need);
    return new Set<string>([...way, ...way.slice(1).map((node, index) => `${way[index]}>${node}`)]);
  };
  const lit = mark(chosen);
  const also = new Set(path.needs.filter((need) => need.id !== chosen?.id).flatMap((need) => [...mark(need)]));
  return (id) => (lit.has(id) ? 'lit' : also.has(id) ? 'also' : 'unlit');
}

/** The reason that belongs to a node, for its detail. */
export function reasonAt(path: Figure1Path, need: Figure1Need | null, node: NodeId): ForkReason | null {
  if (node.startsWith('gate:')) return path.gates[node.slice(5) as GateId] ?? null;
  if (node === `outcome:${path.outcome}`) return path.outcomeReason;
  if (need?.channel && node === `channel:${need.channel}`) return need.channelReason;
  return null;
}
