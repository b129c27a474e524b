// Why a need goes where it goes: the reason in words, the clause, the row of the path table, what shows the need. Pure.
import type { Messages } from '../../messages/index.tsx';
import type { Language } from '../../settings.ts';
import { ruleTraceOf } from '../../ui/ruleTraceOf.ts';
import type { WhyDetail } from '../../ui/Why.tsx';
import type { PlanItem } from './queries.ts';

export type Routed = Pick<PlanItem, 'reason' | 'clause' | 'candidates' | 'evidence' | 'decidedBy' | 'trace'>;

export function whyRouted(item: Routed, t: Messages, language: Language): WhyDetail {
  const words = t.financing.view;
  return {
    plain: [item.reason[language], ...item.candidates.map(({ name, why }) => `${name[language]}：${why[language]}`)],
    clause: item.clause,
    rules:
      item.decidedBy === undefined
        ? []
        : [
            ruleTraceOf(
              words.table,
              { version: item.decidedBy, trace: item.trace },
              {
                yes: t.state.yes,
                no: t.state.no,
                none: t.state.none,
                outputs: { channel: words.channel },
                values: { ...t.figure1.channels, ...t.financing.needs.kinds, ...words.applicants },
                terms: { ...t.financing.needs.kinds, ...words.applicants, ...words.parameters },
                columns: words.columns,
                clause: 'clause',
              },
            ),
          ],
    sources: [{ label: words.evidence, value: item.evidence, origin: t.financing.needs.title }],
  };
}
