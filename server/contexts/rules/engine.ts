// The format's own engine, for one case at a time. It decides; our reading of the same cells explains, and the two are
// held together here on every case.

import { isDeepStrictEqual } from 'node:util';
import { ZenEngine } from '@gorules/zen-engine';
import type { CaseTrace, TraceValue } from '../../../kernel/trace.ts';
import type { CheckedTable } from './domain/checked-table.ts';
import type { ParameterValues, SubjectRow } from './domain/subject.ts';
import { writeTable } from './domain/table.ts';
import { traceCase } from './domain/trace.ts';

/** What the engine returned for one case. */
export interface EngineHits {
  /** Rule numbers in the table's order. */
  readonly fired: readonly number[];
  readonly outputs: readonly Readonly<Record<string, TraceValue>>[];
}

export interface PreparedTable {
  /** Hits with rule numbers; asks the engine for its trace. */
  hits(row: SubjectRow): Promise<EngineHits>;
  /** Outputs only, as fast as the engine goes. */
  outputs(row: SubjectRow): Promise<unknown>;
  /** Hits with every cell's verdict. Throws when engine and explanation disagree, which is a bug. */
  explain(row: SubjectRow): Promise<CaseTrace>;
  dispose(): void;
}

interface RowTrace {
  readonly index: number;
}

function isRowTrace(value: unknown): value is RowTrace {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'index') === 'number';
}

function context(row: SubjectRow, parameters: ParameterValues): Record<string, unknown> {
  return { ...row, parameters };
}

/** An output left empty and an output of null mean the same to a reader. */
function withoutNulls(outputs: Readonly<Record<string, TraceValue>>): Record<string, TraceValue> {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== null));
}

export function prepareTable(checked: CheckedTable): PreparedTable {
  const engine = new ZenEngine();
  const decision = engine.createDecision(writeTable(checked.table, checked.name));
  const collect = checked.table.hitPolicy === 'collect';

  const hits = async (row: SubjectRow): Promise<EngineHits> => {
    const { result, trace } = await decision.evaluate(context(row, checked.parameters), { trace: true });
    const data: unknown = trace?.table?.traceData;
    const traces = (Array.isArray(data) ? data : [data]).filter(isRowTrace);
    const outputs: unknown[] = collect ? result : traces.length > 0 ? [result] : [];
    return {
      fired: traces.map(({ index }) => index),
      outputs: outputs.map((one) => withoutNulls(one as Record<string, TraceValue>)),
    };
  };

  return {
    hits,
    outputs: async (row) => (await decision.evaluate(context(row, checked.parameters))).result,
    explain: async (row) => {
      const decided = await hits(row);
      const explained = traceCase(checked, row);
      const shown = explained.fired.map((index) => withoutNulls(explained.rows[index]?.outputs ?? {}));
      if (!isDeepStrictEqual(decided.fired, explained.fired) || !isDeepStrictEqual(decided.outputs, shown)) {
        throw new Error(`table ${checked.name}: the engine fired ${decided.fired}, the explanation ${explained.fired}`);
      }
      return explained;
    },
    dispose: () => engine.dispose(),
  };
}
