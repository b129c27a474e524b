// A recorded value with its dotted underline: which file and row, or which visit, it stands on.
import { useT } from '../../messages/index.tsx';
import { Trace } from '../../ui/Trace.tsx';
import type { Household, Source } from './queries.ts';

/** `field`: the column as the registry names it (`housing_grade`); a corrected one has a source of its own. */
export function Recorded({
  household,
  field,
  label,
  children,
}: {
  household: Household;
  field: string;
  label: string;
  children: string;
}) {
  const t = useT();
  const { source: id, row } = household.fieldSources[field] ?? household.from;
  const source = household.sources.find((known) => known.id === id);
  return (
    <Trace
      label={label}
      trace={{
        formula: t.households.facts.formula.recorded,
        parts: [{ label, value: children }],
        sources: source ? [sourceRow(source, row, label, children)] : [],
      }}
    >
      {children}
    </Trace>
  );
}

/** A source as SourceList shows it; row 0 means a visit or declaration, which has no rows. */
export function sourceRow(source: Source, row: number, label: string, value: string) {
  return {
    label,
    value,
    origin: source.name,
    row: row > 0 ? row : null,
    recordedBy: source.recordedByName,
    recordedAt: source.recordedAt,
  };
}
