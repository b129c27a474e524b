// Codes of monitoring in people's words, in the reader's language.
import { FACT_FIELDS, type FactField, type FactName } from '../../../kernel/facts.ts';
import { type Messages, useLanguage, useT } from '../../messages/index.tsx';
import type { Language } from '../../settings.ts';
import type { TraceWords } from '../../ui/ruleTraceOf.ts';
import type { Clue } from './queries.ts';

export interface MonitoringWords {
  cause(code: string): string;
  level(code: string): string;
  category(code: string | null): string;
  rule(code: string, index?: number): string;
  topic(code: string): string;
  fact(name: string): string;
  /** A rule's reason as the table wrote it, with its figures made readable. */
  reason(reason: { readonly reason: string; readonly reasonEn: string }): string;
  /** A sentence of a table, its figures made readable, without its full stop. */
  sentence(text: string): string;
  /** Everything that speaks for a clue, one phrase each; never empty. */
  reasons(clue: Pick<Clue, 'reasons' | 'modelReasons'>): string[];
}

const FIELDS: ReadonlyMap<string, FactField> = new Map(FACT_FIELDS.map((field) => [field.name, field]));

export function isFact(name: string): name is FactName {
  return FIELDS.has(name);
}

/** Thousands apart and true minus signs in a sentence's amounts: `-3788.78 元` → `−3,788.78 元`; years and dates stay. */
export function groupDigits(sentence: string): string {
  return sentence
    .replace(/(?<![\d.,])(?<!\d-)\d{4,}(?![\d-]|\s*年)/g, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ','))
    .replace(/(?<![\d\p{L}])-(?=\d)/gu, '−');
}

export function monitoringWords(t: Messages, language: Language): MonitoringWords {
  const m = t.monitoring;
  const reason: MonitoringWords['reason'] = (one) =>
    groupDigits(language === 'zh' ? one.reason : one.reasonEn || one.reason);
  const topic = (code: string) => m.topics[code] ?? code;
  return {
    cause: (code) => m.causes[code] ?? code,
    level: (code) => t.codes[code] ?? code,
    category: (code) => (code === null || code === '' ? m.tab.noCategory : (t.codes[code] ?? code)),
    rule: (code, index) => m.rules[code] ?? (index === undefined ? m.otherRules : m.otherRule(index + 1)),
    topic,
    fact: (name) => FIELDS.get(name)?.[language] ?? name,
    reason,
    sentence: (text) => groupDigits(text).replace(/[。.]$/, ''),
    reasons: (clue) =>
      clue.reasons.length > 0
        ? clue.reasons.map(reason)
        : [m.byModel, ...clue.modelReasons.map((model) => topic(model.topic))],
  };
}

export function useMonitoringWords(): MonitoringWords {
  return monitoringWords(useT(), useLanguage());
}

/** Without what stands in brackets: 参考人均纯收入（减医疗自付） is too long for a condition. */
function shortName(name: string): string {
  return name.replace(/\s*[（(].*[）)]$/, '');
}

/** Parameters in a note by the names that people know. */
function namedParameters(note: string, parameters: Readonly<Record<string, string>>): string {
  return note.replace(/\s*\b([a-z]+[A-Z]\w*)\b\s*/g, (all, name) => {
    const known = parameters[name];
    return known === undefined ? all : `「${known}」`;
  });
}

/** What RuleTrace needs to say a table of monitoring in the reader's language. */
export function traceWords(t: Messages, language: Language, output: 'cause' | 'category' | 'level'): TraceWords {
  const m = t.monitoring;
  return {
    yes: t.state.yes,
    no: t.state.no,
    none: t.state.none,
    outputs: { [output]: m.outputs[output], [language === 'zh' ? 'reason' : 'reasonEn']: m.outputs.reason },
    values: { ...t.codes, ...m.causes },
    clause: 'clause',
    // The tables' own notes are Chinese: an English reader gets the rule's name instead.
    note: (ruleId, note) => (language === 'zh' ? namedParameters(note, m.parameters) : (m.rules[ruleId] ?? null)),
    columns: m.columns,
    terms: {
      ...m.operators,
      ...Object.fromEntries(FACT_FIELDS.map((field) => [field.name, shortName(field[language])])),
      ...Object.fromEntries(Object.entries(m.parameters).map(([name, words]) => [`parameters.${name}`, words])),
    },
  };
}
