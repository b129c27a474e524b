// The decision table inside a JDM file: read for showing and comparing, put back after editing. Pure.
import type { JdmContent } from './queries.ts';

export interface Column {
  readonly id: string;
  readonly name: string;
  /** What the cells test, or the output's name; null for a column of whole conditions. */
  readonly field: string | null;
}

export interface Row {
  readonly id: string;
  readonly description: string;
  /** Text by column id. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface Table {
  readonly hitPolicy: 'first' | 'collect';
  readonly inputs: readonly Column[];
  readonly outputs: readonly Column[];
  readonly rows: readonly Row[];
}

/** A decision table as the editor and the file write it. */
export interface RawTable {
  readonly hitPolicy?: string | null;
  readonly inputs: readonly { readonly id: string; readonly name?: string | null; readonly field?: string | null }[];
  readonly outputs: readonly { readonly id: string; readonly name?: string | null; readonly field?: string | null }[];
  readonly rules: readonly Readonly<Record<string, string | null | undefined>>[];
}

function isRawTable(content: unknown): content is RawTable {
  return (
    typeof content === 'object' &&
    content !== null &&
    ['inputs', 'outputs', 'rules'].every((part) => Array.isArray(Reflect.get(content, part)))
  );
}

/** The file's own table. A stored version always has one. */
export function rawTable(content: JdmContent): RawTable {
  const node = content.nodes.find(({ type }) => type === 'decisionTableNode');
  if (!isRawTable(node?.content)) throw new Error('a stored rule table without a decision table');
  return node.content;
}

/** The file with another table in it; what is not about the table stays as it was. */
export function withTable(content: JdmContent, table: RawTable): JdmContent {
  return {
    ...content,
    nodes: content.nodes.map((node) =>
      node.type === 'decisionTableNode' && isRawTable(node.content)
        ? { ...node, content: { ...node.content, ...table } }
        : node,
    ),
  };
}

const columnOf = ({ id, name, field }: RawTable['inputs'][number]): Column => ({
  id,
  name: name || field || id,
  field: field?.trim() || null,
});

export function readTable(content: JdmContent): Table {
  const raw = rawTable(content);
  const inputs = raw.inputs.map(columnOf);
  const outputs = raw.outputs.map(columnOf);
  return {
    hitPolicy: raw.hitPolicy === 'collect' ? 'collect' : 'first',
    inputs,
    outputs,
    rows: raw.rules.map((rule, index) => ({
      id: rule._id || `row-${index + 1}`,
      description: rule._description ?? '',
      cells: Object.fromEntries([...inputs, ...outputs].map(({ id }) => [id, (rule[id] ?? '').trim()])),
    })),
  };
}
