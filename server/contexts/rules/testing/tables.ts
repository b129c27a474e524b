// Random decision tables over the whole expression subset, as text: what an official might write, and odder.

import fc from 'fast-check';
import type { FactField } from '../../../../kernel/facts.ts';
import type { RuleSubject } from '../domain/subject.ts';
import type { DecisionTable, InputColumn } from '../domain/table.ts';

type Text = fc.Arbitrary<string>;

const NUMBER = fc.constantFrom('0', '1', '2', '3', '5', '0.5', '2.5', '10', '100', '12.34', '-1', '-2.5', '1_000');
const ORDER = fc.constantFrom('<', '<=', '>', '>=');
const ORDER_OR_EQUAL = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
const JOIN = fc.constantFrom(' and ', ' or ', ', ');
const LETTER = fc.constantFrom('"A"', '"B"', "'C'", 'parameters.letter');

function named(subject: RuleSubject, ...types: FactField['type'][]): Text {
  return fc.constantFrom(...subject.fields.filter((field) => types.includes(field.type)).map((field) => field.name));
}

const joined = (a: Text, operator: Text, b: Text): Text => fc.tuple(a, operator, b).map((parts) => parts.join(' '));

function calculation(subject: RuleSubject, reference: boolean): Text {
  const atom = fc.oneof(
    { weight: 3, arbitrary: NUMBER },
    { weight: 4, arbitrary: named(subject, 'money', 'integer', 'decimal') },
    { weight: 1, arbitrary: fc.constantFrom('parameters.few', 'parameters.much') },
    ...(reference ? [{ weight: 1, arbitrary: fc.constant('$') }] : []),
  );
  const operator = fc.constantFrom('+', '-', '*', '*', '/');
  const pair = joined(atom, operator, atom);
  return fc.oneof(
    { weight: 6, arbitrary: atom },
    { weight: 3, arbitrary: pair },
    { weight: 1, arbitrary: fc.tuple(atom, operator, pair).map(([a, op, b]) => `${a} ${op} (${b})`) },
    { weight: 1, arbitrary: pair.map((text) => `-(${text})`) },
  );
}

function interval(value: Text): Text {
  return fc
    .tuple(fc.constantFrom('[', '('), value, value, fc.constantFrom(']', ')'))
    .map(([open, low, high, close]) => `${open}${low}..${high}${close}`);
}

function list(item: Text): Text {
  return fc
    .array(fc.oneof({ weight: 5, arbitrary: item }, { weight: 1, arbitrary: fc.constant('null') }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((items) => `[${items.join(', ')}]`);
}

const NULLS = fc.constantFrom('null', '!= null', '== null');

/** One test of unary mode under a column of the given kind. */
function unaryTest(subject: RuleSubject, kind: 'number' | 'text' | 'boolean'): Text {
  const within = fc.constantFrom('in ', 'not in ');
  if (kind === 'text') {
    const value = fc.oneof(LETTER, named(subject, 'text'));
    return fc.oneof(
      value,
      fc.tuple(fc.constantFrom('== ', '!= '), value).map((parts) => parts.join('')),
      fc.tuple(within, list(LETTER)).map((parts) => parts.join('')),
      list(LETTER),
      fc.tuple(LETTER, LETTER).map((parts) => parts.join(', ')),
      NULLS,
    );
  }
  if (kind === 'boolean') {
    const value = fc.oneof(fc.constantFrom('true', 'false', 'parameters.on'), named(subject, 'boolean'));
    return fc.oneof(
      value,
      fc.tuple(fc.constantFrom('== ', '!= '), value).map((parts) => parts.join('')),
      NULLS,
    );
  }
  const value = calculation(subject, true);
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(ORDER_OR_EQUAL, value).map((parts) => parts.join(' ')) },
    { weight: 2, arbitrary: interval(value) },
    { weight: 1, arbitrary: fc.tuple(within, interval(value)).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.tuple(within, list(NUMBER)).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: list(NUMBER) },
    { weight: 1, arbitrary: value },
    { weight: 1, arbitrary: joined(fc.constant('$'), ORDER, value) },
    { weight: 1, arbitrary: joined(fc.constant('$'), ORDER, value).map((text) => `not (${text})`) },
    { weight: 1, arbitrary: NULLS },
  );
}

function unaryCell(subject: RuleSubject, kind: 'number' | 'text' | 'boolean'): Text {
  const one = unaryTest(subject, kind);
  const rest = fc.array(fc.tuple(JOIN, one), { maxLength: 2 });
  return fc.oneof(
    { weight: 4, arbitrary: one },
    { weight: 2, arbitrary: fc.tuple(one, rest).map(([first, more]) => first + more.flat().join('')) },
    { weight: 1, arbitrary: fc.constant('') },
  );
}

function condition(subject: RuleSubject): Text {
  const number = calculation(subject, false);
  const texts = named(subject, 'text');
  const atom = fc.oneof(
    { weight: 4, arbitrary: joined(number, ORDER_OR_EQUAL, number) },
    { weight: 1, arbitrary: named(subject, 'boolean') },
    { weight: 1, arbitrary: joined(texts, fc.constantFrom('==', '!='), fc.oneof(LETTER, texts, fc.constant('null'))) },
    { weight: 1, arbitrary: joined(texts, fc.constantFrom('in', 'not in'), list(LETTER)) },
    { weight: 1, arbitrary: joined(number, fc.constantFrom('in', 'not in'), interval(number)) },
    {
      weight: 1,
      arbitrary: joined(
        named(subject, 'money', 'integer', 'decimal', 'boolean'),
        fc.constantFrom('==', '!='),
        fc.constant('null'),
      ),
    },
  );
  return fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: atom },
      { weight: 1, arbitrary: tie('tree').map((text) => `not (${text})`) },
      { weight: 2, arbitrary: joined(tie('tree'), fc.constantFrom('and', 'or'), tie('tree')) },
      {
        weight: 1,
        arbitrary: joined(tie('tree'), fc.constantFrom('and', 'or'), tie('tree')).map((text) => `(${text})`),
      },
    ),
  })).tree;
}

interface Column {
  readonly field: string | null;
  readonly cell: Text;
}

function column(subject: RuleSubject): fc.Arbitrary<Column> {
  const of = (kind: 'number' | 'text' | 'boolean', ...types: FactField['type'][]) =>
    named(subject, ...types).map((field): Column => ({ field, cell: unaryCell(subject, kind) }));
  return fc.oneof(
    { weight: 4, arbitrary: of('number', 'money', 'integer', 'decimal') },
    { weight: 1, arbitrary: of('text', 'text') },
    { weight: 1, arbitrary: of('boolean', 'boolean') },
    {
      weight: 1,
      arbitrary: calculation(subject, false).map((field) => ({ field, cell: unaryCell(subject, 'number') })),
    },
    { weight: 2, arbitrary: fc.constant({ field: null, cell: condition(subject) }) },
  );
}

function outputs(subject: RuleSubject): { figure: Text; note: Text } {
  const anyField = named(subject, 'money', 'integer', 'decimal', 'text', 'boolean');
  return {
    figure: fc.oneof(
      NUMBER,
      named(subject, 'money', 'integer', 'decimal'),
      calculation(subject, false),
      fc.constant(''),
    ),
    note: fc.oneof(
      fc.constantFrom('"固定"', '"it\'s \\ \\n"', "'双\"引号'", ''),
      anyField.map((name) => `\`值 \${${name}} 和 \${parameters.few}\``),
      named(subject, 'text'),
      named(subject, 'money', 'decimal').map((name) => `string(${name})`),
    ),
  };
}

/** Up to three columns and four rules; cells may turn out to be refused. */
export function randomTable(subject: RuleSubject): fc.Arbitrary<DecisionTable> {
  const { figure, note } = outputs(subject);
  return fc
    .tuple(
      fc.constantFrom('first', 'collect'),
      fc.array(column(subject), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 4 }),
    )
    .chain(([hitPolicy, columns, count]) => {
      const inputs = columns.map(({ field }, index): InputColumn => ({ id: `c${index}`, name: `c${index}`, field }));
      const rule = fc.record({
        ...Object.fromEntries(columns.map(({ cell }, index) => [`c${index}`, cell])),
        n: fc.constant(''),
        figure,
        note,
      });
      return fc.array(rule, { minLength: count, maxLength: count }).map(
        (rules): DecisionTable => ({
          hitPolicy: hitPolicy === 'first' ? 'first' : 'collect',
          inputs,
          outputs: ['n', 'figure', 'note'].map((id) => ({ id, name: id, field: id })),
          rules: rules.map((cells, index) => ({
            id: `r${index}`,
            description: '',
            cells: { ...cells, n: String(index) },
          })),
        }),
      );
    });
}
