// 「为什么」 of a suggestion or a decision: plain words, the published table with the deciding row lit, source rows.
import type { QueryClient } from '@tanstack/react-query';
import { FACT_FIELDS, type FactName } from '../../../kernel/facts.ts';
import { answer, api } from '../../api/client.ts';
import { yuan } from '../../format.ts';
import type { Messages } from '../../messages/index.tsx';
import type { Language } from '../../settings.ts';
import { ruleTraceOf, type TraceWords } from '../../ui/ruleTraceOf.ts';
import type { SourceRow } from '../../ui/sources.ts';
import type { WhyDetail } from '../../ui/Why.tsx';
import { factInWords } from '../financing/pathOf.ts';
import type { Decision, Suggestion } from './queries.ts';

type Judged = Pick<Suggestion, 'reasons' | 'clause' | 'ruleVersion' | 'trace' | 'facts' | 'factsAsOf'>;

export function admissionTraceWords(t: Messages, language: Language): TraceWords {
  return {
    yes: t.state.yes,
    no: t.state.no,
    none: t.state.none,
    outputs: {
      outcome: t.admission.tableOutcome,
      [language === 'zh' ? 'reason' : 'reasonEn']: t.admission.tableReason,
    },
    values: { ...t.figure1.outcomes, ...(language === 'zh' ? {} : t.codes) },
    clause: 'clause',
    columns: t.admission.columns,
  };
}

function isFact(name: string): name is FactName {
  return FACT_FIELDS.some((field) => field.name === name);
}

/** The facts that the row which fired asked about, in the order of its columns. */
export function decidingFacts(trace: Judged['trace']): FactName[] {
  const fired = trace.rows.find((row) => row.fired);
  const asked = (fired?.cells ?? []).filter((cell) => cell.text.trim() !== '');
  const names = asked.flatMap((cell) => [...(cell.field ? [cell.field] : []), ...Object.keys(cell.facts)]);
  return [...new Set(names)].filter(isFact);
}

function ruleOf(judged: Judged, t: Messages, language: Language) {
  return ruleTraceOf(
    t.admission.table,
    { version: judged.ruleVersion, trace: judged.trace },
    admissionTraceWords(t, language),
  );
}

/** Today's suggestion, with the source rows behind each fact that decided it. */
export async function whySuggested(
  queries: QueryClient,
  householdId: string,
  suggestion: Suggestion,
  t: Messages,
  language: Language,
): Promise<WhyDetail> {
  const facts = decidingFacts(suggestion.trace);
  const found = await Promise.all(
    facts.map((fact) =>
      queries.fetchQuery({
        queryKey: ['facts', householdId, fact, 'sources'],
        queryFn: async () =>
          (
            await answer(
              api.GET('/api/v1/households/{id}/facts/{fact}/sources', { params: { path: { id: householdId, fact } } }),
            )
          ).sources,
      }),
    ),
  );
  const rows = found.flat().map(
    (line): SourceRow => ({
      label: line.what,
      origin: line.source,
      row: line.row,
      ...(line.amountFen === null ? {} : { value: yuan(line.amountFen) }),
    }),
  );
  return {
    plain: [
      ...suggestion.reasons.map((reason) => reason[language]),
      t.admission.suggestion.asOf(suggestion.factsAsOf),
      t.admission.suggestion.note,
    ],
    clause: suggestion.clause,
    rules: [ruleOf(suggestion, t, language)],
    sources: [...new Map(rows.map((row) => [`${row.origin} ${row.row} ${row.label}`, row])).values()],
  };
}

/** A decision as it was made: the officer's reason, then what the table said, on the facts of that day. */
export function whyDecided(decision: Decision, t: Messages, language: Language): WhyDetail {
  const { standing } = t.admission;
  const departs = decision.outcome !== decision.suggested;
  const facts = decidingFacts(decision.trace).flatMap((name) => {
    const told = factInWords(name, decision.facts[name] ?? null, language, t.state);
    return told === null ? [] : [told];
  });
  return {
    plain: [
      ...(departs ? [decision.reason] : decision.reasons.map((reason) => reason[language])),
      departs ? standing.departs(t.figure1.outcomes[decision.suggested]) : standing.follows,
      standing.decidedWith(decision.factsAsOf),
    ],
    clause: decision.clause,
    rules: [ruleOf(decision, t, language)],
    sources: facts.map((fact) => ({
      label: fact.label,
      value: fact.value,
      origin: standing.factsOn(decision.factsAsOf),
    })),
  };
}
