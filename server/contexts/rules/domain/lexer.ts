// Words of a cell: the part of the ZEN expression language that rule tables use.

import { CellFault } from './fault.ts';

export type TokenKind = 'number' | 'text' | 'template' | 'name' | 'operator' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Operators and names as written; strings without their quotes. */
  readonly text: string;
}

/** Longest first, so that `>=` is not read as `>`. */
const OPERATORS = ['==', '!=', '>=', '<=', '..', '>', '<', '+', '-', '*', '/', ',', '(', ')', '[', ']', '.'] as const;
const WORD_OPERATORS = new Set(['and', 'or', 'in', 'not']);
const NUMBER = /\d[\d_]*(?:\.\d[\d_]*)?/y;
const NAME = /[A-Za-z_$][\w$]*/y;
const SPACE = /\s+/y;
/** The engine reads `not in` as one operator only with single spaces around `in`. */
const NOT_IN = /not in (?=.)/y;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function quoted(text: string, at: number): { token: Token; next: number } {
  const quote = text.charAt(at);
  const end = text.indexOf(quote, at + 1);
  if (end < 0) throw new CellFault('syntax', text.slice(at));
  return { token: { kind: quote === '`' ? 'template' : 'text', text: text.slice(at + 1, end) }, next: end + 1 };
}

function numberFollowedByWord(text: string, next: number): boolean {
  return /[\w$]/.test(text.charAt(next)) || (text.charAt(next) === '.' && text.charAt(next + 1) !== '.');
}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    const space = match(SPACE, text, at);
    if (space) {
      at += space.length;
      continue;
    }
    if (character === '"' || character === "'" || character === '`') {
      const { token, next } = quoted(text, at);
      tokens.push(token);
      at = next;
      continue;
    }
    const digits = match(NUMBER, text, at);
    if (digits) {
      at += digits.length;
      if (numberFollowedByWord(text, at)) throw new CellFault('syntax', text.slice(at - digits.length));
      tokens.push({ kind: 'number', text: digits.replaceAll('_', '') });
      continue;
    }
    const notIn = match(NOT_IN, text, at);
    if (notIn) {
      tokens.push({ kind: 'operator', text: 'not in' });
      at += notIn.length;
      continue;
    }
    const name = match(NAME, text, at);
    if (name) {
      tokens.push({ kind: WORD_OPERATORS.has(name) ? 'operator' : 'name', text: name });
      at += name.length;
      continue;
    }
    const operator = OPERATORS.find((candidate) => text.startsWith(candidate, at));
    if (!operator) throw new CellFault('syntax', character);
    tokens.push({ kind: 'operator', text: operator });
    at += operator.length;
  }
  tokens.push({ kind: 'end', text: '' });
  return tokens;
}
