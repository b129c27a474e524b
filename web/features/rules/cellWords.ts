// A cell's text as people read it: names of facts and parameters, signs for comparisons, words for values. It never
// parses: whatever it does not know stays as written, so a draft with a faulty cell can be read too. Pure.

import { own } from '../../own.ts';

export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  /** A parameter; `bare` inside a sentence, which says the unit itself. */
  | { readonly kind: 'parameter'; readonly name: string; readonly bare?: true }
  /** A fact inside a sentence. */
  | { readonly kind: 'slot'; readonly text: string };

export interface CellTerms {
  /** What a fact is called; undefined for what is none. */
  readonly fact: (name: string) => string | undefined;
  /** What a value (without quotes) is called. */
  readonly value: (text: string) => string;
  readonly words: {
    readonly yes: string;
    readonly no: string;
    readonly and: string;
    readonly or: string;
    readonly not: string;
    readonly in: string;
    readonly notIn: string;
    readonly null: string;
    readonly notNull: string;
    readonly list: string;
    readonly self: string;
  };
}

const TOKEN =
  /`(?:[^`\\]|\\.)*`|"[^"]*"|'[^']*'|\d+(?:\.\d+)?|not\s+in\b|!=\s*null\b|[A-Za-z_$][\w.]*|\.\.|[<>=!]=|,\s*|\s+|[\s\S]/g;
const INTERVAL = /^([[(\]])(.+?)\.\.(.+)([\])[])$/s;
const SIGNS: Readonly<Record<string, string>> = {
  '>=': '≥',
  '<=': '≤',
  '!=': '≠',
  '==': '=',
  '*': '×',
  '/': '÷',
  '-': '−',
};

const text = (words: string): Segment => ({ kind: 'text', text: words });

/** The segments of a cell; nothing for an empty one. */
export function cellWords(cell: string, terms: CellTerms): readonly Segment[] {
  const trimmed = cell.trim();
  if (trimmed === '') return [];
  const interval = INTERVAL.exec(trimmed);
  if (interval !== null) {
    const [, open, low = '', high = '', close] = interval;
    return joined([
      text(open === '[' ? '≥ ' : '> '),
      ...cellWords(low, terms),
      text(`${terms.words.and}${close === ']' ? '≤ ' : '< '}`),
      ...cellWords(high, terms),
    ]);
  }
  let depth = 0;
  return joined(
    (trimmed.match(TOKEN) ?? []).flatMap((token): readonly Segment[] => {
      if (token === '[' || token === '(') depth += 1;
      if (token === ']' || token === ')') depth -= 1;
      return tokenWords(token, depth, terms);
    }),
  );
}

function tokenWords(token: string, depth: number, terms: CellTerms): readonly Segment[] {
  const { words } = terms;
  if (token.startsWith('`')) return sentence(token.slice(1, -1), terms);
  if (/^["']/.test(token) && token.length > 1) return [text(terms.value(token.slice(1, -1)))];
  if (/^\s+$/.test(token)) return [text(' ')];
  if (token.startsWith(',')) return [text(depth > 0 ? words.list : words.or)];
  // A list's brackets say nothing that its words do not.
  if (token === '[' || token === ']') return [];
  if (/^not\s+in$/.test(token)) return [text(words.notIn)];
  if (/^!=\s*null$/.test(token)) return [text(words.notNull)];
  if (token.startsWith('parameters.')) return [{ kind: 'parameter', name: token.slice('parameters.'.length) }];
  const named: Readonly<Record<string, string>> = {
    true: words.yes,
    false: words.no,
    null: words.null,
    and: words.and,
    or: words.or,
    not: words.not,
    in: words.in,
    $: words.self,
  };
  return [text(own(named, token) ?? own(SIGNS, token) ?? terms.fact(token) ?? number(token))];
}

function number(token: string): string {
  if (!/^\d+(\.\d+)?$/.test(token)) return token;
  const [whole = '', decimals] = token.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${decimals === undefined ? '' : `.${decimals}`}`;
}

/** `自付 ${selfPay} 元` → 自付 ‹医疗自付› 元. */
function sentence(inside: string, terms: CellTerms): readonly Segment[] {
  return inside.split(/(\$\{[^}]*\})/).flatMap((part): readonly Segment[] => {
    if (!part.startsWith('${')) return part === '' ? [] : [text(part)];
    const inner = cellWords(part.slice(2, -1), terms);
    return inner.map(
      (segment): Segment =>
        segment.kind === 'parameter' ? { ...segment, bare: true } : { kind: 'slot', text: segment.text },
    );
  });
}

/** Neighbouring texts become one, with single spaces. */
function joined(segments: readonly Segment[]): readonly Segment[] {
  const result: Segment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (segment.kind === 'text' && last?.kind === 'text') result[result.length - 1] = text(last.text + segment.text);
    else result.push(segment);
  }
  return result
    .map((segment) => (segment.kind === 'text' ? text(segment.text.replace(/\s{2,}/g, ' ')) : segment))
    .filter((segment) => segment.kind !== 'text' || segment.text !== '');
}

/** The words in one line, parameters by name: for CSV, titles and screen readers. */
export function plainWords(segments: readonly Segment[], parameter: (name: string) => string): string {
  return segments
    .map((segment) => (segment.kind === 'parameter' ? parameter(segment.name) : segment.text))
    .join('')
    .trim();
}
