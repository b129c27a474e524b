// Cells as trees. A condition under a field is read in *unary* mode, where the column's value is implied
// (`>= 5000`, `"A", "B"`); conditions of expression columns, column fields and outputs are *standard* expressions.
// Precedence and the flat left-to-right `and`/`or`/`,` of unary mode are the engine's own.

import { parseDecimal, type Rational } from './decimal.ts';
import { CellFault } from './fault.ts';
import { type Token, tokenize } from './lexer.ts';

export type BinaryOperator = Arithmetic | Comparison | 'and' | 'or';
export type Arithmetic = '+' | '-' | '*' | '/';
export type Comparison = Ordering | '==' | '!=' | 'in' | 'not in';
export type Ordering = '<' | '<=' | '>' | '>=';

export type Node =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** `["$"]` is the column's value; `["parameters", name]` a parameter; `[name]` a field. */
  | { readonly kind: 'name'; readonly path: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | {
      readonly kind: 'interval';
      readonly low: Node;
      readonly high: Node;
      readonly openLow: boolean;
      readonly openHigh: boolean;
    }
  | { readonly kind: 'negate' | 'not'; readonly operand: Node }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'template'; readonly parts: readonly (string | Node)[] }
  | { readonly kind: 'call'; readonly name: string; readonly argument: Node };

const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  or: 10,
  and: 15,
  '==': 20,
  '!=': 20,
  '<': 20,
  '<=': 20,
  '>': 20,
  '>=': 20,
  in: 20,
  'not in': 20,
  '+': 30,
  '-': 30,
  '*': 60,
  '/': 60,
};
const NOT_PRECEDENCE = 50;
const NEGATE_PRECEDENCE = 200;
const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in']);
const REFERENCE: Node = { kind: 'name', path: ['$'] };

function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(PRECEDENCE, text);
}

function isComparison(text: string): text is Comparison {
  return COMPARISONS.has(text);
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #unary: boolean;
  #at = 0;

  constructor(text: string, unary: boolean) {
    this.#tokens = tokenize(text);
    this.#unary = unary;
  }

  get #current(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #isOperator(text: string): boolean {
    return this.#current.kind === 'operator' && this.#current.text === text;
  }

  #take(): Token {
    const token = this.#current;
    this.#at += 1;
    return token;
  }

  #expect(text: string): void {
    if (!this.#isOperator(text)) throw new CellFault('syntax', this.#current.text || 'end of cell');
    this.#at += 1;
  }

  whole(): Node {
    const node = this.#unary ? this.#joined() : this.#binary(0);
    if (this.#current.kind !== 'end') throw new CellFault('syntax', this.#current.text);
    return node;
  }

  /** Unary mode: tests joined left to right, `,` meaning `or`, without precedence between `and` and `or`. */
  #joined(): Node {
    let left = this.#test();
    while (this.#isOperator('and') || this.#isOperator('or') || this.#isOperator(',')) {
      const operator = this.#take().text === 'and' ? 'and' : 'or';
      left = { kind: 'binary', operator, left, right: this.#test() };
    }
    return left;
  }

  /** One test of unary mode: a comparison with the column's value, a value to equal, or a condition of its own. */
  #test(): Node {
    const { kind, text } = this.#current;
    if (kind === 'operator' && isComparison(text)) {
      this.#at += 1;
      return { kind: 'binary', operator: text, left: REFERENCE, right: this.#binary(0) };
    }
    const node = this.#binary(0);
    switch (node.kind) {
      case 'list':
      case 'interval':
        return { kind: 'binary', operator: 'in', left: REFERENCE, right: node };
      case 'not':
        // `not true` means "equals false" to the engine; only a negated condition reads the way it is meant.
        if (!isCondition(node.operand)) throw new CellFault('unsupported', 'not');
        return node;
      case 'binary':
        if (isCondition(node)) return node;
        break;
      default:
    }
    return { kind: 'binary', operator: '==', left: REFERENCE, right: node };
  }

  #binary(precedence: number): Node {
    let left = this.#prefixed();
    for (;;) {
      const { kind, text } = this.#current;
      if (kind !== 'operator' || !isBinaryOperator(text)) return left;
      // In unary mode `and` and `or` belong to the outermost level only, even inside parentheses.
      if (this.#unary && (text === 'and' || text === 'or')) return left;
      if (PRECEDENCE[text] < precedence) return left;
      this.#at += 1;
      left = { kind: 'binary', operator: text, left, right: this.#binary(PRECEDENCE[text] + 1) };
    }
  }

  #prefixed(): Node {
    if (this.#isOperator('not')) {
      this.#at += 1;
      return { kind: 'not', operand: this.#binary(NOT_PRECEDENCE) };
    }
    if (this.#isOperator('-')) {
      this.#at += 1;
      return { kind: 'negate', operand: this.#binary(NEGATE_PRECEDENCE) };
    }
    return this.#primary();
  }

  #primary(): Node {
    const token = this.#take();
    switch (token.kind) {
      case 'number': {
        const value = parseDecimal(token.text);
        if (!value) throw new CellFault('syntax', token.text);
        return { kind: 'number', value };
      }
      case 'text':
        return { kind: 'text', value: token.text };
      case 'template':
        return template(token.text);
      case 'name':
        return this.#named(token.text);
      case 'operator':
        if (token.text === '(') return this.#parenthesis();
        if (token.text === '[') return this.#bracket();
        break;
      default:
    }
    throw new CellFault('syntax', token.text || 'end of cell');
  }

  #named(word: string): Node {
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
    if (word === 'null') return { kind: 'null' };
    if (this.#isOperator('(')) {
      this.#at += 1;
      const argument = this.#binary(0);
      this.#expect(')');
      return { kind: 'call', name: word, argument };
    }
    const path = [word];
    while (this.#isOperator('.')) {
      this.#at += 1;
      const next = this.#take();
      if (next.kind !== 'name') throw new CellFault('syntax', next.text || 'end of cell');
      path.push(next.text);
    }
    return { kind: 'name', path };
  }

  #parenthesis(): Node {
    const inner = this.#binary(0);
    if (this.#isOperator('..')) return this.#interval(inner, true);
    this.#expect(')');
    return inner;
  }

  #bracket(): Node {
    if (this.#isOperator(']')) throw new CellFault('unsupported', '[]');
    const first = this.#binary(0);
    if (this.#isOperator('..')) return this.#interval(first, false);
    const items = [first];
    while (this.#isOperator(',')) {
      this.#at += 1;
      items.push(this.#binary(0));
    }
    this.#expect(']');
    return { kind: 'list', items };
  }

  #interval(low: Node, openLow: boolean): Node {
    this.#expect('..');
    const high = this.#binary(0);
    const close = this.#take();
    if (close.kind !== 'operator' || (close.text !== ']' && close.text !== ')')) {
      throw new CellFault('syntax', close.text || 'end of cell');
    }
    return { kind: 'interval', low, high, openLow, openHigh: close.text === ')' };
  }
}

/** Whether the node yields true or false by itself, so that unary mode does not compare it with the column's value. */
function isCondition(node: Node): boolean {
  return node.kind === 'binary'
    ? isComparison(node.operator) || node.operator === 'and' || node.operator === 'or'
    : node.kind === 'not' && isCondition(node.operand);
}

function template(text: string): Node {
  const parts: (string | Node)[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('${', at);
    if (start < 0) break;
    const end = text.indexOf('}', start);
    if (end < 0) throw new CellFault('syntax', text.slice(start));
    if (start > at) parts.push(text.slice(at, start));
    parts.push(parseStandard(text.slice(start + 2, end)));
    at = end + 1;
  }
  if (at < text.length) parts.push(text.slice(at));
  return { kind: 'template', parts };
}

/** Reads a condition under a field. Throws `CellFault`. */
export function parseUnary(text: string): Node {
  return new Parser(text, true).whole();
}

/** Reads an expression column's condition, a column's field or an output. Throws `CellFault`. */
export function parseStandard(text: string): Node {
  return new Parser(text, false).whole();
}
