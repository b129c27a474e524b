// One fact of a household with the dotted underline: a click shows how it was made and the rows it came from.
import { useQueryClient } from '@tanstack/react-query';
import type { FactName } from '../../../kernel/facts.ts';
import { type Messages, useT } from '../../messages/index.tsx';
import { Trace } from '../../ui/Trace.tsx';
import s from './CluesTab.module.css';
import { type FactValueWords, factParts, factText } from './facts.ts';
import type { HouseholdFacts } from './queries.ts';
import { sourcesOf } from './why.ts';
import { useMonitoringWords } from './words.ts';

export function factValueWords(t: Messages): FactValueWords {
  return { yes: t.state.yes, no: t.state.no, units: t.monitoring.tab.units, education: t.monitoring.tab.education };
}

export function FactFigure({ facts, name }: { facts: HouseholdFacts; name: FactName }) {
  const t = useT();
  const words = useMonitoringWords();
  const queries = useQueryClient();
  const values = factValueWords(t);
  const text = factText(name, facts.row[name], values);
  // The line is a dated parameter of the county, not a row of the household's.
  if (name === 'line') return text;
  const { formulas } = t.monitoring.tab;
  return (
    <Trace
      label={words.fact(name)}
      trace={async () => ({
        formula: name in formulas ? formulas[name as keyof typeof formulas] : formulas.sum,
        parts: factParts(name, facts.row, words.fact, values),
        sources: await sourcesOf(queries, facts.householdId, [name]),
      })}
    >
      <span className={s.figure}>{text}</span>
    </Trace>
  );
}
