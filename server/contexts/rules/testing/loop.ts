// The engine over many rows in one call: the same table and cells in the format's loop mode, without the cost of a call
// per row, so that hundreds of thousands of rows can be held against the SQL in seconds.

import { ZenEngine } from '@gorules/zen-engine';
import type { TraceValue } from '../../../../kernel/trace.ts';
import type { CheckedTable } from '../domain/checked-table.ts';
import type { SubjectRow } from '../domain/subject.ts';
import { writeTable } from '../domain/table.ts';

type Hit = Record<string, TraceValue>;

const BATCH = 5000;

/** For each row the outputs of the rules that fired, in order; outputs of null are left out. */
export async function decideInLoop(checked: CheckedTable, rows: readonly SubjectRow[]): Promise<Hit[][]> {
  const content = structuredClone(writeTable(checked.table, checked.name));
  const table = content.nodes.find((node) => node.type === 'decisionTableNode')?.content;
  Object.assign(table ?? {}, { inputField: 'rows', executionMode: 'loop', outputPath: 'results' });
  const text = JSON.stringify(checked.table);
  const named = Object.entries(checked.parameters).filter(([name]) => text.includes(`parameters.${name}`));
  const parameters = Object.fromEntries(named);
  const engine = new ZenEngine();
  const decision = engine.createDecision(content);
  const hits: Hit[][] = [];
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH).map((row) => ({ ...row, parameters }));
    const { result } = await decision.evaluate({ rows: batch });
    for (const one of result.results as (Hit | Hit[] | null)[]) {
      const fired = Array.isArray(one) ? one : one && Object.keys(one).length > 0 ? [one] : [];
      hits.push(fired.map((hit) => Object.fromEntries(Object.entries(hit).filter(([, value]) => value !== null))));
    }
  }
  engine.dispose();
  return hits;
}
