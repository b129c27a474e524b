// Why a clue, a level or a category: plain words first, then the rule rows lit, then the source rows of the facts used.
import type { QueryClient } from '@tanstack/react-query';
import type { FactName } from '../../../kernel/facts.ts';
import { day, yuan } from '../../format.ts';
import type { Messages } from '../../messages/index.tsx';
import type { Language } from '../../settings.ts';
import { narrowTrace, ruleTraceOf } from '../../ui/ruleTraceOf.ts';
import type { SourceRow } from '../../ui/sources.ts';
import type { WhyDetail } from '../../ui/Why.tsx';
import { factsUsed } from './facts.ts';
import {
  type CaseTrace,
  type Clue,
  type HouseholdFacts,
  type SourceLine,
  sourcesQuery,
  traceQuery,
} from './queries.ts';
import { groupDigits, type MonitoringWords, traceWords } from './words.ts';

export interface WhyContext {
  readonly queries: QueryClient;
  readonly t: Messages;
  readonly language: Language;
  readonly words: MonitoringWords;
}

export function sourceRow(line: SourceLine): SourceRow {
  return {
    label: line.what,
    origin: line.source,
    row: line.row,
    ...(line.amountFen === null ? {} : { value: yuan(line.amountFen) }),
  };
}

/** Source rows of some facts, each row once. `line` is a parameter and has none of the household's. */
export async function sourcesOf(
  queries: QueryClient,
  householdId: string,
  facts: readonly FactName[],
): Promise<SourceRow[]> {
  const asked = facts.filter((name) => name !== 'line');
  const found = await Promise.all(asked.map((name) => queries.fetchQuery(sourcesQuery(householdId, name))));
  const once = new Map(found.flat().map((line) => [`${line.source} ${line.row} ${line.what}`, sourceRow(line)]));
  return [...once.values()];
}

/** Ids of the rules that speak for a clue and still fire. */
export function firingRules(trace: CaseTrace, clue: Pick<Clue, 'reasons'>): Set<string> {
  const codes = new Set(clue.reasons.map((reason) => reason.code));
  return new Set(
    trace.trace.rows.filter((row) => row.fired && codes.has(String(row.outputs.code ?? row.id))).map((row) => row.id),
  );
}

/** Reasons of a trace with their amounts made readable. */
function readable(trace: CaseTrace): CaseTrace {
  const rows = trace.trace.rows.map((row) => ({
    ...row,
    outputs: Object.fromEntries(
      Object.entries(row.outputs).map(([name, value]) => [
        name,
        typeof value === 'string' ? groupDigits(value) : value,
      ]),
    ),
  }));
  return { ...trace, trace: { ...trace.trace, rows } };
}

/** What the model saw, in one sentence; none where it saw nothing or there is no score. */
function modelSaw(facts: HouseholdFacts, { t, language }: WhyContext): string[] {
  const reasons = (facts.assessment?.modelReasons ?? []).map((reason) => reason[language]);
  return reasons.length === 0 ? [] : [t.monitoring.why.model(reasons)];
}

const said = (row: CaseTrace['trace']['rows'][number], language: Language) =>
  String((language === 'zh' ? row.outputs.reason : row.outputs.reasonEn) ?? row.outputs.reason ?? '');

export async function whyClue(clue: Clue, facts: HouseholdFacts | null, context: WhyContext): Promise<WhyDetail> {
  const { queries, t, language, words } = context;
  const m = t.monitoring;
  const signals = await queries.fetchQuery(traceQuery(clue.householdId, 'signals'));
  const firing = signals === null ? new Set<string>() : firingRules(signals, clue);
  const used = signals === null ? [] : factsUsed(signals, firing);
  const modelReasons = facts === null ? [] : modelSaw(facts, context);
  const asOf = facts === null ? [] : [m.why.asOf(day(facts.asOf))];
  if (clue.reasons.length === 0) {
    return { plain: [m.why.scoreOnly, ...modelReasons, m.tab.modelNote, ...asOf], rules: [], sources: [] };
  }
  const still = firing.size > 0;
  return {
    plain: [
      ...clue.reasons.map((reason) => `${words.reason(reason)}${language === 'zh' ? '。' : '.'}`),
      still ? m.why.cause(words.cause(clue.cause)) : m.why.noLonger,
      ...asOf,
    ],
    rules:
      signals === null || !still
        ? []
        : [ruleTraceOf(m.tables.signals, narrowTrace(readable(signals), firing), traceWords(t, language, 'cause'))],
    sources: await sourcesOf(queries, clue.householdId, used),
  };
}

/** Why a household has its category; the whole table is shown, for what did not fire says as much. */
export async function whyCategory(householdId: string, context: WhyContext): Promise<WhyDetail> {
  const { queries, t, language, words } = context;
  const m = t.monitoring;
  const trace = await queries.fetchQuery(traceQuery(householdId, 'category'));
  const fired = trace?.trace.rows.find((row) => row.fired);
  if (trace === null) return { plain: [m.tab.notScreened], rules: [], sources: [] };
  const used = factsUsed(trace, new Set(fired ? [fired.id] : trace.trace.rows.map((row) => row.id)));
  return {
    plain: fired
      ? [m.why.category(words.category(String(fired.outputs.category)), words.sentence(said(fired, language)))]
      : [m.why.categoryNone],
    clause: fired?.outputs.clause ? String(fired.outputs.clause) : null,
    rules: [ruleTraceOf(m.tables.category, readable(trace), traceWords(t, language, 'category'))],
    sources: await sourcesOf(queries, householdId, used),
  };
}

/** Why a household has its level: from its signals and its score, so the sources are the signals' own. */
export async function whyLevel(
  householdId: string,
  level: string,
  facts: HouseholdFacts,
  context: WhyContext,
): Promise<WhyDetail> {
  const { queries, t, language, words } = context;
  const m = t.monitoring;
  const [risk, signals] = await Promise.all([
    queries.fetchQuery(traceQuery(householdId, 'risk')),
    queries.fetchQuery(traceQuery(householdId, 'signals')),
  ]);
  const fired = risk?.trace.rows.find((row) => row.fired);
  const hits = new Set((signals?.trace.rows ?? []).filter((row) => row.fired).map((row) => row.id));
  return {
    plain: [
      fired
        ? m.why.level(words.level(String(fired.outputs.level ?? level)), words.sentence(said(fired, language)))
        : m.tab.notScreened,
      ...modelSaw(facts, context),
      m.tab.modelNote,
    ],
    rules: [
      ...(risk === null ? [] : [ruleTraceOf(m.tables.risk, readable(risk), traceWords(t, language, 'level'))]),
      ...(signals === null || hits.size === 0
        ? []
        : [ruleTraceOf(m.tables.signals, narrowTrace(readable(signals), hits), traceWords(t, language, 'cause'))]),
    ],
    sources: signals === null ? [] : await sourcesOf(queries, householdId, factsUsed(signals, hits)),
  };
}
