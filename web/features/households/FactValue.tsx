// One figure of the fact row with its dotted underline: formula, parts and source rows, asked when it is opened.
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FactName } from '../../../kernel/facts.ts';
import { yuan } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Trace, type TraceDetail } from '../../ui/Trace.tsx';
import { factsQuery, sourcesQuery } from '../monitoring/queries.ts';
import { useCode } from './code.ts';
import { factField, makingOf } from './factGroups.ts';
import { factText } from './factText.ts';

export interface FactValueProps {
  readonly householdId: string;
  readonly fact: FactName;
  /** The figure as shown. */
  readonly children: ReactNode;
}

export function FactValue({ householdId, fact, children }: FactValueProps) {
  const t = useT();
  const code = useCode();
  const language = useLanguage();
  const queries = useQueryClient();
  const name = (of: FactName) => factField(of)[language];
  const load = async (): Promise<TraceDetail> => {
    const [facts, lines] = await Promise.all([
      queries.fetchQuery(factsQuery(householdId)),
      queries.fetchQuery(sourcesQuery(householdId, fact)),
    ]);
    const { formula, parts } = makingOf(fact);
    const value = (of: FactName) => factText(of, facts?.row[of], { t, code });
    return {
      formula: t.households.facts.formula[formula],
      parts: [
        ...parts.map((part) => ({
          label: name(part.fact),
          value: value(part.fact),
          ...(part.sign ? { sign: part.sign } : {}),
        })),
        { label: name(fact), value: value(fact), sign: '=' as const },
      ],
      sources: lines.map((line) => ({
        label: line.what,
        origin: line.source,
        row: line.row,
        ...(line.amountFen === null ? {} : { value: yuan(line.amountFen) }),
      })),
    };
  };
  return (
    <Trace label={name(fact)} trace={load}>
      {children}
    </Trace>
  );
}
