// What each node of Figure 1 is called, in the reader's language.
import { yuan } from '../../format.ts';
import { type Shared, useSharedT } from '../../messages/index.tsx';
import type { ChannelId, Figure1Need, Figure1Path, GateId, NodeId, OutcomeId } from './figure1.ts';

export interface NodeText {
  readonly title: string;
  readonly note: string;
}

/** The text of a node for one household and need. */
export function nodeText(
  words: Shared['figure1'],
  path: Figure1Path,
  need: Figure1Need | null,
  node: NodeId,
): NodeText {
  const [kind, name] = node.split(':') as [string, string | undefined];
  switch (kind) {
    case 'need':
      return need
        ? { title: need.purpose, note: words.amount(yuan(need.amountFen)) }
        : { title: words.stages.need, note: words.noNeed };
    case 'gate':
      return { title: words.gates[name as GateId], note: path.gates[name as GateId]?.value ?? words.undecided };
    case 'outcome':
      return { title: words.outcomes[name as OutcomeId], note: words.outcomeNotes[name as OutcomeId] };
    case 'channel':
      return { title: words.channels[name as ChannelId], note: words.channelNotes[name as ChannelId] };
    case 'product': {
      const through = productsThrough(path, need, name as ChannelId);
      return {
        title: through[0]?.product ?? words.noProduct,
        note: through.length > 1 ? words.needs(through.length) : '',
      };
    }
    case 'business':
      return { title: words.stages.business, note: words.business };
    default:
      return { title: words.stages.repayment, note: words.repayment };
  }
}

/** Needs with a product in this channel, the chosen need first. */
function productsThrough(path: Figure1Path, need: Figure1Need | null, channel: ChannelId): readonly Figure1Need[] {
  const through = path.needs.filter((known) => known.channel === channel && known.product !== null);
  return [...through].sort((a, b) => Number(b === need) - Number(a === need));
}

export function useNodeText(path: Figure1Path, need: Figure1Need | null): (node: NodeId) => NodeText {
  const t = useSharedT();
  return (node) => nodeText(t.figure1, path, need, node);
}
