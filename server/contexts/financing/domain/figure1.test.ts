// Figure 1: which way is lit, which fact decided each fork, and that a changed fact moves the light.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FactRow } from '../../../../kernel/facts.ts';
import { factRow } from '../../../../test/facts.ts';
import { CHANNEL_CODES } from './channel.ts';
import { EDGES, NODES, OUTCOMES, type Outcome, type TracedNeed, traceFigure1 } from './figure1.ts';

const decision = (outcome: Outcome) => ({
  outcome,
  reasons: [{ zh: '县里的理由', en: "the county's reason" }],
  clause: '论文 §3.1',
});
const need = (id: string, channel: TracedNeed['channel'], funded = true): TracedNeed => ({
  id,
  channel,
  channelReason: { zh: '因为', en: 'because' },
  clause: '论文 §3.1',
  product: channel === null ? null : { zh: '某贷款', en: 'a loan' },
  funded,
});
const lit = (figure: ReturnType<typeof traceFigure1>) => figure.nodes.filter((node) => node.lit).map(({ id }) => id);

test.each<[Outcome, Partial<FactRow>, string[], [string, unknown]]>([
  ['social_relief', { ableAdults: 0, labourUnits: 0 }, ['labour'], ['ableAdults', 0]],
  ['correction', { conduct: '赌博' }, ['labour', 'conduct'], ['conduct', '赌博']],
  ['traditional_only', { onlineUnwilling: true }, ['labour', 'conduct', 'online'], ['onlineUnwilling', true]],
  ['train_first', { courses: 0 }, ['labour', 'conduct', 'online', 'skill'], ['courses', 0]],
  ['admitted', { courses: 2 }, ['labour', 'conduct', 'online', 'skill'], ['courses', 2]],
  ['admitted', { shop: true }, ['labour', 'conduct', 'online', 'skill'], ['shop', true]],
  ['admitted', { collegeEducatedLabour: 1 }, ['labour', 'conduct', 'online', 'skill'], ['collegeEducatedLabour', 1]],
])('%s by %j', (outcome, changes, gates, [fact, value]) => {
  const figure = traceFigure1(factRow(changes), decision(outcome), []);
  expect(Object.keys(figure.gates)).toEqual(gates);
  expect(figure.trunk).toEqual(['need', ...gates.map((gate) => `gate:${gate}`), `outcome:${outcome}`]);
  const last = Object.values(figure.gates).at(-1);
  expect(last).toMatchObject({ fact, value, passed: outcome === 'admitted' });
  expect(lit(figure).length).toBe(figure.trunk.length);
});

test("an admitted household's needs each take their own way; insurance ends at its product, an unfunded loan too", () => {
  const figure = traceFigure1(factRow({ shop: true }), decision('admitted'), [
    need('n1', 'traditional'),
    need('n2', 'insurance', false),
    need('n3', 'internet', false),
    need('n4', null, false),
  ]);
  const ends = figure.ways.map(({ nodes }) => nodes.at(-1));
  expect(ends).toEqual(['repayment', 'product:insurance', 'product:internet', 'outcome:admitted']);
  expect(lit(figure)).toEqual(expect.arrayContaining(['channel:traditional', 'business', 'channel:insurance']));
  expect(lit(figure)).not.toContain('channel:ecommerce');
});

test('who may not borrow has no channel, whatever was asked', () => {
  const figure = traceFigure1(factRow({ conduct: '赌博' }), decision('correction'), [need('n1', 'internet')]);
  expect(figure.ways[0]?.nodes.at(-1)).toBe('outcome:correction');
});

test('where a person departed from the facts, the fork names the reason instead of a fact', () => {
  const figure = traceFigure1(factRow({ courses: 0 }), decision('admitted'), []);
  expect(figure.gates.skill).toEqual({
    fact: null,
    value: null,
    passed: true,
    reason: { zh: '县里的理由', en: "the county's reason" },
  });
  expect(figure.gates.labour?.fact).toBe('ableAdults');
});

test('every lit edge joins two lit nodes, and each way walks along edges of the figure', () => {
  const drawn = new Set(EDGES.map(({ from, to }) => `${from}>${to}`));
  fc.assert(
    fc.property(
      fc.constantFrom(...OUTCOMES),
      fc.array(fc.tuple(fc.constantFrom(...CHANNEL_CODES, null), fc.boolean()), { maxLength: 4 }),
      fc.boolean(),
      (outcome, asked, shop) => {
        // Households of the traditional channel reach no online one: the path is bent before it is traced.
        const offered =
          outcome === 'traditional_only' ? (['traditional', 'guidance_fund', 'insurance'] as const) : null;
        const needs = asked.map(([channel, funded], index) =>
          need(`n${index}`, offered !== null && channel !== null ? (offered[index % 3] ?? null) : channel, funded),
        );
        const figure = traceFigure1(factRow({ shop }), decision(outcome), needs);
        const on = new Set(lit(figure));
        for (const { from, to, lit: bright } of figure.edges) if (bright) expect(on.has(from) && on.has(to)).toBe(true);
        for (const { nodes } of figure.ways) {
          for (const [index, node] of nodes.slice(1).entries()) expect(drawn).toContain(`${nodes[index]}>${node}`);
        }
        expect(figure.nodes.map(({ id }) => id)).toEqual(NODES);
      },
    ),
  );
});
