// One figure of the fact row with its dotted underline: formula, parts and source rows at a click.
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FactName } from '../../../kernel/facts.ts';
import { yuan } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { Trace, type TraceDetail } from '../../ui/Trace.tsx';
import { type HouseholdFacts, sourcesQuery } from '../monitoring/queries.ts';
import { useCode } from './code.ts';
import { factField, makingOf } from './factGroups.ts';
import { factText } from './factText.ts';

export interface FactValueProps {
  readonly householdId: string;
  readonly facts: HouseholdFacts;
  readonly fact: FactName;
  /** What is shown instead of the bare value. */
  readonly children?: ReactNode;
}

export function FactValue({ householdId, facts, fact, children }: FactValueProps) {
  const t = useT();
  const code = useCode();
  const language = useLanguage();
  const queries = useQueryClient();
  const words = { t, code };
  const name = (of: FactName) => factField(of)[language];
  const text = factText(fact, facts.row[fact], words);
  const load = async (): Promise<TraceDetail> => {
    const { formula, parts } = makingOf(fact);
    const lines = await queries.fetchQuery(sourcesQuery(householdId, fact));
    return {
      formula: t.households.facts.formula[formula],
      parts: [
        ...parts.map((part) => ({
          label: name(part.fact),
          value: factText(part.fact, facts.row[part.fact], words),
          ...(part.sign ? { sign: part.sign } : {}),
        })),
        { label: name(fact), value: text, sign: '=' as const },
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
      {children ?? text}
    </Trace>
  );
}
