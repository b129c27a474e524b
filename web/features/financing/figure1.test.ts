import { describe, expect, it } from 'vitest';
import { CHANNELS, type Figure1Need, type Figure1Path, lightOf, OUTCOMES, reasonAt, wayOf } from './figure1.ts';
import { ACROSS_FROM, ALL_NODES, figure1Layout } from './figure1Layout.ts';
import { textWidth, wrap } from './wrap.ts';

const reason = (value: string) => ({ fact: '事实', value, reason: '因为' });
const need = (over: Partial<Figure1Need> = {}): Figure1Need => ({
  id: 'n1',
  purpose: '春茶收购',
  amountFen: 1_800_000,
  neededOn: '2026-04-10',
  monthsOccupied: 8,
  channel: 'internet',
  channelReason: reason('8 个月'),
  product: '小额循环贷款',
  ...over,
});
const path = (over: Partial<Figure1Path> = {}): Figure1Path => ({
  outcome: 'admitted',
  outcomeReason: null,
  needs: [need()],
  gates: { labour: reason('2 人'), conduct: reason('无'), online: reason('否'), skill: reason('1 门') },
  ...over,
});

describe('the way of a household', () => {
  it.each([
    ['social_relief', ['need', 'gate:labour', 'outcome:social_relief']],
    ['correction', ['need', 'gate:labour', 'gate:conduct', 'outcome:correction']],
    ['train_first', ['need', 'gate:labour', 'gate:conduct', 'gate:online', 'gate:skill', 'outcome:train_first']],
  ] as const)('%s ends there, whatever channel the need would have', (outcome, way) => {
    expect(wayOf(path({ outcome }), need())).toEqual(way);
  });

  it('goes from 只走传统 to the traditional channel and on to repayment', () => {
    expect(wayOf(path({ outcome: 'traditional_only' }), need({ channel: 'traditional' }))).toEqual([
      'need',
      'gate:labour',
      'gate:conduct',
      'gate:online',
      'outcome:traditional_only',
      'channel:traditional',
      'product:traditional',
      'business',
      'repayment',
    ]);
  });

  it('stops at the channel while no product is found, and at the policy for a risk', () => {
    expect(wayOf(path(), need({ product: null })).at(-1)).toBe('channel:internet');
    expect(wayOf(path(), need({ channel: 'insurance' })).at(-1)).toBe('product:insurance');
  });

  it('waits at the known gates while admission is undecided', () => {
    expect(wayOf(path({ outcome: null, gates: { labour: reason('2 人') } }), need())).toEqual(['need', 'gate:labour']);
  });

  it('lights the chosen need’s way, others’ faintly, and no fork not taken', () => {
    const other = need({ id: 'n2', channel: 'traditional' });
    const light = lightOf(path({ needs: [need(), other] }), need());
    expect(light('outcome:admitted>channel:internet')).toBe('lit');
    expect(light('outcome:admitted>channel:traditional')).toBe('also');
    expect(light('outcome:admitted>channel:ecommerce')).toBe('unlit');
    expect(light('gate:labour>outcome:social_relief')).toBe('unlit');
    expect(light('business>repayment')).toBe('lit');
  });

  it('tells the fact at each fork and none where nothing was decided', () => {
    expect(reasonAt(path(), need(), 'gate:skill')?.value).toBe('1 门');
    expect(reasonAt(path(), need(), 'channel:internet')?.value).toBe('8 个月');
    expect(reasonAt(path(), need(), 'channel:traditional')).toBeNull();
    expect(reasonAt(path(), need(), 'business')).toBeNull();
  });
});

describe.each([
  ['a phone', 326, 1, 'down'],
  ['a phone in large type', 326, 1.25, 'down'],
  ['a tablet', 700, 1, 'down'],
  ['a desk of 1280', 1060, 1, 'across'],
  ['a desk of 1440', 1236, 1, 'across'],
  ['a wide desk in large type', 1700, 1.25, 'across'],
] as const)('the drawing on %s', (_name, width, scale, orientation) => {
  const layout = figure1Layout(width, scale);

  it(`runs ${orientation}`, () => expect(layout.orientation).toBe(orientation));

  it('has every node once, inside the sheet', () => {
    expect(layout.boxes.map((box) => box.id).sort()).toEqual([...ALL_NODES].sort());
    for (const box of layout.boxes) {
      expect(box.x, box.id).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, box.id).toBeLessThanOrEqual(layout.width + 0.01);
      expect(box.y + box.height, box.id).toBeLessThanOrEqual(layout.height);
      expect(box.width, box.id).toBeGreaterThan(20);
    }
  });

  it('lays no box over another', () => {
    for (const a of layout.boxes) {
      for (const b of layout.boxes) {
        if (a.id >= b.id) continue;
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart, `${a.id} and ${b.id}`).toBe(true);
      }
    }
  });

  it('has a line for every step that a way can take', () => {
    const edges = new Set(layout.edges.map((edge) => `${edge.from}>${edge.to}`));
    for (const outcome of OUTCOMES) {
      for (const channel of outcome === 'traditional_only' ? (['traditional'] as const) : CHANNELS) {
        const way = wayOf(path({ outcome }), need({ channel }));
        for (const [index, node] of way.slice(1).entries()) expect(edges).toContain(`${way[index]}>${node}`);
      }
    }
  });

  it('draws lines that SVG can read', () => {
    for (const edge of layout.edges) expect(edge.path).not.toMatch(/NaN|undefined|Infinity/);
  });
});

it('turns from down to across at its width, later under large type', () => {
  expect(figure1Layout(ACROSS_FROM - 1, 1).orientation).toBe('down');
  expect(figure1Layout(ACROSS_FROM, 1).orientation).toBe('across');
  expect(figure1Layout(ACROSS_FROM, 1.25).orientation).toBe('down');
});

describe('breaking lines', () => {
  it.each([
    ['转民政，综合保障，不放贷', 84, 12, 2],
    ['Internet and e-commerce finance', 96, 12, 2],
    ['防返贫小额信用贷款（政府担保、免抵押、免担保）', 110, 14, 2],
  ])('%s fits its box', (text, width, size, most) => {
    const lines = wrap(text, width, size, most);
    expect(lines.length).toBeLessThanOrEqual(most);
    for (const line of lines) expect(textWidth(line, size), line).toBeLessThanOrEqual(width);
  });
  it('keeps Latin words whole and says when it cut', () => {
    expect(wrap('Presale crowdfunding', 90, 12, 2)).toEqual(['Presale', 'crowdfunding']);
    expect(wrap('一二三四五六', 24, 12, 2).at(-1)).toMatch(/…$/);
    expect(wrap('', 90, 12, 2)).toEqual([]);
  });
});
