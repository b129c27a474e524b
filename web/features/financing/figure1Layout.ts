// Where Figure 1's boxes and lines lie: across a desk (the path turns back along the bottom, as repayment does) and
// down a phone. Pure geometry in px at the ordinary type size; `scale` is the large-type factor.
import { CHANNELS, EXIT_OF, GATES, type NodeId, OUTCOMES } from './figure1.ts';

export interface Box {
  readonly id: NodeId;
  readonly kind: 'box' | 'gate';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Edge {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly path: string;
}

export interface Heading {
  readonly stage: 'need' | 'suitability' | 'channel' | 'product' | 'business' | 'repayment';
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Where a gate's question and fact are written. */
export interface GateText {
  readonly id: NodeId;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly anchor: 'middle' | 'start';
}

export interface Figure1Layout {
  readonly orientation: 'across' | 'down';
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  readonly headings: readonly Heading[];
  readonly gateTexts: readonly GateText[];
  /** The dotted way back from repayment to the next month's screening; across only. */
  readonly wayBack: { readonly path: string; readonly labelX: number; readonly labelY: number } | null;
}

/** Below this container width (at ordinary type) the figure runs down instead of across. */
export const ACROSS_FROM = 1040;
const GATE = 24;

export function figure1Layout(containerWidth: number, scale: number): Figure1Layout {
  return containerWidth >= ACROSS_FROM * scale ? across(containerWidth, scale) : down(containerWidth, scale);
}

function finder(boxes: readonly Box[]) {
  return (id: NodeId): Box => {
    const box = boxes.find((known) => known.id === id);
    if (!box) throw new Error(`no box ${id}`);
    return box;
  };
}

const midX = (box: Box) => box.x + box.width / 2;
const midY = (box: Box) => box.y + box.height / 2;
const right = (box: Box) => box.x + box.width;
const bottom = (box: Box) => box.y + box.height;

/** A level line that bends once, with rounded shoulders, from one box's right side to another's left. */
function bend(x1: number, y1: number, x2: number, y2: number): string {
  if (Math.abs(y1 - y2) < 1) return `M${x1} ${y1}H${x2}`;
  const turn = x1 + (x2 - x1) * 0.4;
  const r = Math.min(12, Math.abs(y2 - y1) / 2, Math.abs(turn - x1), Math.abs(x2 - turn));
  const way = Math.sign(y2 - y1);
  return `M${x1} ${y1}H${turn - r}Q${turn} ${y1} ${turn} ${y1 + way * r}V${y2 - way * r}Q${turn} ${y2} ${turn + r} ${y2}H${x2}`;
}

function across(containerWidth: number, scale: number): Figure1Layout {
  const u = (px: number) => px * scale;
  const width = Math.max(u(ACROSS_FROM), Math.min(containerWidth, u(1240)));
  // What is left over is shared out between the gates and the fan, so the figure fills its sheet.
  const spare = width - u(ACROSS_FROM);
  const gateGap = u(98) + spare * 0.11;
  const top = u(44);
  const row = u(62);
  const trunk = top + row * 3;
  const box = (id: NodeId, x: number, y: number, w: number, h: number): Box => ({
    id,
    kind: 'box',
    x,
    y,
    width: w,
    height: h,
  });

  const need = box('need', 0, trunk - u(38), u(122), u(76));
  const gates = GATES.map(
    (gate, index): Box => ({
      id: `gate:${gate}`,
      kind: 'gate',
      x: u(122) + gateGap * (index + 0.64) - u(GATE / 2),
      y: trunk - u(GATE / 2),
      width: u(GATE),
      height: u(GATE),
    }),
  );
  const exits = GATES.map((gate, index) =>
    box(`outcome:${EXIT_OF[gate]}`, midX(gates[index]!) - gateGap / 2 + u(5), trunk + u(66), gateGap - u(10), u(64)),
  );
  const admittedX = right(gates[3]!) + u(36) + spare * 0.06;
  const admitted = box('outcome:admitted', admittedX, trunk - u(34), u(104), u(68));
  const productWidth = u(148) + spare * 0.12;
  const productX = width - productWidth - u(16);
  const channelWidth = u(150) + spare * 0.12;
  const channelX = productX - channelWidth - u(30);
  const at = (index: number) => top + row * index + u(6);
  const channels = CHANNELS.map((channel, index) =>
    box(`channel:${channel}`, channelX, at(index), channelWidth, u(50)),
  );
  const products = CHANNELS.map((channel, index) =>
    box(`product:${channel}`, productX, at(index), productWidth, u(50)),
  );
  const base = top + row * 6 + u(48);
  const business = box('business', channelX, base, channelWidth, u(56));
  const repayment = box('repayment', admittedX - u(56), base, channelWidth, u(56));

  const boxes = [need, ...gates, ...exits, admitted, ...channels, ...products, business, repayment];
  const find = finder(boxes);
  const traditionalOnly = find('outcome:traditional_only');
  const edges: Edge[] = [
    level(need, gates[0]!),
    ...gates.slice(1).map((gate, index) => level(gates[index]!, gate)),
    ...GATES.map((gate): Edge => {
      const from = find(`gate:${gate}`);
      const to = find(`outcome:${EXIT_OF[gate]}`);
      return { from: from.id, to: to.id, path: `M${midX(from)} ${bottom(from)}V${to.y}` };
    }),
    level(gates[3]!, admitted),
    ...channels.map(
      (channel): Edge => ({
        from: 'outcome:admitted',
        to: channel.id,
        path: bend(right(admitted), midY(admitted), channel.x, midY(channel)),
      }),
    ),
    // From 只走传统 the way runs under the trunk's exits to the first channel.
    {
      from: 'outcome:traditional_only',
      to: 'channel:traditional',
      path: underpass(
        midX(traditionalOnly),
        bottom(traditionalOnly),
        right(admitted) + u(18),
        find('channel:traditional'),
        u(20),
      ),
    },
    ...CHANNELS.map((channel) => level(find(`channel:${channel}`), find(`product:${channel}`))),
    ...CHANNELS.filter((channel) => channel !== 'insurance').map((channel): Edge => {
      const product = find(`product:${channel}`);
      const edge = width - u(4);
      return {
        from: product.id,
        to: 'business',
        path: `M${right(product)} ${midY(product)}H${edge - u(8)}Q${edge} ${midY(product)} ${edge} ${midY(product) + u(8)}V${midY(business) - u(10)}Q${edge} ${midY(business)} ${edge - u(10)} ${midY(business)}H${right(business)}`,
      };
    }),
    { from: 'business', to: 'repayment', path: `M${business.x} ${midY(business)}H${right(repayment)}` },
  ];
  return {
    orientation: 'across',
    width,
    height: base + u(68),
    boxes,
    edges,
    headings: [
      { stage: 'need', x: 0, y: u(20), width: u(122) },
      { stage: 'suitability', x: u(122) + gateGap * 0.14, y: u(20), width: right(admitted) - u(122) - gateGap * 0.14 },
      { stage: 'channel', x: channelX, y: u(20), width: channelWidth },
      { stage: 'product', x: productX, y: u(20), width: productWidth },
    ],
    gateTexts: gates.map((gate) => ({
      id: gate.id,
      x: midX(gate),
      y: gate.y - u(12),
      width: gateGap - u(8),
      anchor: 'middle',
    })),
    wayBack: {
      path: `M${repayment.x} ${midY(repayment)}H${midX(need) + 14}Q${midX(need)} ${midY(repayment)} ${midX(need)} ${midY(repayment) - 14}V${bottom(need) + u(4)}`,
      labelX: (midX(need) + repayment.x) / 2,
      labelY: midY(repayment) - u(10),
    },
  };
}

function level(from: Box, to: Box): Edge {
  return { from: from.id, to: to.id, path: `M${right(from)} ${midY(from)}H${to.x}` };
}

/** Down out of a box, along below, up at `turnX` and into the target's left side. */
function underpass(x: number, y: number, turnX: number, target: Box, depth: number): string {
  const low = y + depth;
  const high = midY(target);
  const r = 10;
  return `M${x} ${y}V${low - r}Q${x} ${low} ${x + r} ${low}H${turnX - r}Q${turnX} ${low} ${turnX} ${low - r}V${high + r}Q${turnX} ${high} ${turnX + r} ${high}H${target.x}`;
}

function down(containerWidth: number, scale: number): Figure1Layout {
  const u = (px: number) => px * scale;
  const width = Math.max(u(300), Math.min(containerWidth, u(560)));
  const spine = u(26);
  const textX = u(50);
  const exitWidth = Math.min(u(150), (width - textX) * 0.44);
  const exitX = width - exitWidth;
  const boxes: Box[] = [];
  const headings: Heading[] = [];
  const gateTexts: GateText[] = [];
  let y = u(20);
  const heading = (stage: Heading['stage']) => {
    // Beside the spine, so that the lit line never strikes a heading through.
    const x = stage === 'need' ? 0 : textX;
    headings.push({ stage, x, y, width: width - x });
    y += u(18);
  };
  const wide = (id: NodeId, height: number, x = 0) => {
    boxes.push({ id, kind: 'box', x, y, width: width - x, height });
    y += height;
  };

  heading('need');
  wide('need', u(62));
  y += u(38);
  heading('suitability');
  for (const gate of GATES) {
    const centre = y + u(34);
    boxes.push({
      id: `gate:${gate}`,
      kind: 'gate',
      x: spine - u(GATE / 2),
      y: centre - u(GATE / 2),
      width: u(GATE),
      height: u(GATE),
    });
    boxes.push({
      id: `outcome:${EXIT_OF[gate]}`,
      kind: 'box',
      x: exitX,
      y: centre - u(31),
      width: exitWidth,
      height: u(62),
    });
    gateTexts.push({ id: `gate:${gate}`, x: textX, y: centre - u(16), width: exitX - textX - u(14), anchor: 'start' });
    y += u(78);
  }
  y += u(8);
  wide('outcome:admitted', u(56));
  y += u(38);
  heading('channel');
  const productX = width * 0.54;
  for (const channel of CHANNELS) {
    boxes.push({ id: `channel:${channel}`, kind: 'box', x: textX, y, width: productX - textX - u(18), height: u(66) });
    boxes.push({
      id: `product:${channel}`,
      kind: 'box',
      x: productX,
      y,
      width: width - productX - u(14),
      height: u(66),
    });
    y += u(76);
  }
  y += u(26);
  heading('business');
  wide('business', u(54), textX);
  y += u(34);
  heading('repayment');
  wide('repayment', u(54), textX);

  const find = finder(boxes);
  const need = find('need');
  const admitted = find('outcome:admitted');
  const drop = (from: Box, to: Box): Edge => ({ from: from.id, to: to.id, path: `M${spine} ${bottom(from)}V${to.y}` });
  const business = find('business');
  const repayment = find('repayment');
  const rail = width - u(3);
  const traditional = find('channel:traditional');
  const traditionalOnly = find('outcome:traditional_only');
  const edges: Edge[] = [
    drop(need, find('gate:labour')),
    ...GATES.slice(1).map((gate, index) => drop(find(`gate:${GATES[index]!}`), find(`gate:${gate}`))),
    ...GATES.map((gate): Edge => {
      const from = find(`gate:${gate}`);
      const to = find(`outcome:${EXIT_OF[gate]}`);
      // Under the words, so that the line never strikes them through.
      const low = midY(from) + u(24);
      return {
        from: from.id,
        to: to.id,
        path: `M${midX(from)} ${bottom(from)}V${low - 6}Q${midX(from)} ${low} ${midX(from) + 6} ${low}H${to.x}`,
      };
    }),
    drop(find('gate:skill'), admitted),
    ...CHANNELS.map((channel): Edge => {
      const to = find(`channel:${channel}`);
      return {
        from: 'outcome:admitted',
        to: to.id,
        path: `M${spine} ${bottom(admitted)}V${midY(to) - 8}Q${spine} ${midY(to)} ${spine + 8} ${midY(to)}H${to.x}`,
      };
    }),
    {
      from: 'outcome:traditional_only',
      to: 'channel:traditional',
      path: `M${right(traditionalOnly) - u(12)} ${bottom(traditionalOnly)}V${traditional.y - u(12) - 8}Q${right(traditionalOnly) - u(12)} ${traditional.y - u(12)} ${right(traditionalOnly) - u(12) - 8} ${traditional.y - u(12)}H${midX(traditional) + 8}Q${midX(traditional)} ${traditional.y - u(12)} ${midX(traditional)} ${traditional.y - u(4)}V${traditional.y}`,
    },
    ...CHANNELS.map((channel) => level(find(`channel:${channel}`), find(`product:${channel}`))),
    ...CHANNELS.filter((channel) => channel !== 'insurance').map((channel): Edge => {
      const product = find(`product:${channel}`);
      return {
        from: product.id,
        to: 'business',
        path: `M${right(product)} ${midY(product)}H${rail - 6}Q${rail} ${midY(product)} ${rail} ${midY(product) + 6}V${business.y - u(34)}Q${rail} ${business.y - u(26)} ${rail - 8} ${business.y - u(26)}H${u(200) + 8}Q${u(200)} ${business.y - u(26)} ${u(200)} ${business.y - u(18)}V${business.y}`,
      };
    }),
    { from: 'business', to: 'repayment', path: `M${u(200)} ${bottom(business)}V${repayment.y}` },
  ];
  return { orientation: 'down', width, height: y + u(8), boxes, edges, headings, gateTexts, wayBack: null };
}

/** Every node of the figure, for checks. */
export const ALL_NODES: readonly NodeId[] = [
  'need',
  ...GATES.map((gate): NodeId => `gate:${gate}`),
  ...OUTCOMES.map((outcome): NodeId => `outcome:${outcome}`),
  ...CHANNELS.flatMap((channel): NodeId[] => [`channel:${channel}`, `product:${channel}`]),
  'business',
  'repayment',
];
