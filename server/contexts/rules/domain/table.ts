// Decision tables in the open JDM format: one input node, one table, one output node. Read from what the editor and
// the table engine exchange, and written back the same way.

import { ok, type Result, refuse } from '../../../../kernel/result.ts';

export type HitPolicy = 'first' | 'collect';

export interface InputColumn {
  readonly id: string;
  readonly name: string;
  /** An expression whose value the cells test; null for a column of whole conditions. */
  readonly field: string | null;
}

export interface OutputColumn {
  readonly id: string;
  readonly name: string;
  readonly field: string;
}

export interface Rule {
  readonly id: string;
  readonly description: string;
  /** Text by column id; every column is present, empty meaning "any" or "no value". */
  readonly cells: Readonly<Record<string, string>>;
}

export interface DecisionTable {
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
  readonly rules: readonly Rule[];
}

/** The part of a JDM file that matters here; the schema at the edge has checked these shapes. */
export interface JdmContent {
  readonly nodes: readonly JdmNode[];
  readonly edges: readonly { readonly sourceId: string; readonly targetId: string }[];
}

export interface JdmNode {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly content?: unknown;
}

export interface JdmTableContent {
  readonly hitPolicy?: string | null;
  readonly inputs: readonly { readonly id: string; readonly name?: string | null; readonly field?: string | null }[];
  readonly outputs: readonly { readonly id: string; readonly name?: string | null; readonly field: string }[];
  readonly rules: readonly Readonly<Record<string, string | null | undefined>>[];
  readonly passThrough?: boolean | null;
  readonly inputField?: string | null;
  readonly outputPath?: string | null;
  readonly executionMode?: string | null;
}

/** In order of precedence. */
export type TableRefusal =
  /** Not exactly input → one decision table → output. `detail.node` names what is too much or missing. */
  | 'not_one_table'
  /** A setting that changes what the table sees or returns: `detail.setting`. */
  | 'unsupported_setting'
  /** Two columns with one id, or two outputs with one name, or an output that is no plain name: `detail.column`. */
  | 'bad_column'
  | 'no_rules';

const OUTPUT_NAME = /^[A-Za-z][A-Za-z0-9]*$/;
const NODES = ['inputNode', 'decisionTableNode', 'outputNode'] as const;

function isTableContent(content: unknown): content is JdmTableContent {
  return (
    typeof content === 'object' &&
    content !== null &&
    ['inputs', 'outputs', 'rules'].every((part) => Array.isArray(Reflect.get(content, part)))
  );
}

function changedSetting(content: JdmTableContent): string | undefined {
  if (content.passThrough) return 'passThrough';
  if (content.inputField?.trim()) return 'inputField';
  if (content.outputPath?.trim()) return 'outputPath';
  if (content.executionMode && content.executionMode !== 'single') return 'executionMode';
  if (content.hitPolicy && content.hitPolicy !== 'first' && content.hitPolicy !== 'collect') return 'hitPolicy';
  return undefined;
}

function badColumn(content: JdmTableContent): string | undefined {
  const seen = new Set<string>();
  for (const column of [...content.inputs, ...content.outputs]) {
    if (!column.id || column.id.startsWith('_') || seen.has(column.id)) return column.name || column.id;
    seen.add(column.id);
  }
  const names = content.outputs.map((output) => output.field);
  return names.find((name, index) => !OUTPUT_NAME.test(name) || names.indexOf(name) !== index);
}

export function readTable(content: JdmContent): Result<DecisionTable, TableRefusal> {
  const [input, table, output] = NODES.map((type) => content.nodes.filter((node) => node.type === type));
  const extra = content.nodes.find((node) => !NODES.some((type) => type === node.type));
  if (extra) return refuse('not_one_table', { node: extra.name });
  const node = table?.[0];
  if (input?.length !== 1 || table?.length !== 1 || output?.length !== 1 || !node || !isTableContent(node.content)) {
    return refuse('not_one_table', { node: 'decisionTableNode' });
  }
  const linked = (from?: string, to?: string) =>
    content.edges.some((edge) => edge.sourceId === from && edge.targetId === to);
  if (content.edges.length !== 2 || !linked(input[0]?.id, node.id) || !linked(node.id, output[0]?.id)) {
    return refuse('not_one_table', { node: 'edges' });
  }
  const setting = changedSetting(node.content);
  if (setting) return refuse('unsupported_setting', { setting });
  const column = badColumn(node.content);
  if (column !== undefined || node.content.outputs.length === 0) return refuse('bad_column', { column: column ?? '' });
  if (node.content.rules.length === 0) return refuse('no_rules');
  return ok(tableOf(node.content));
}

function tableOf(content: JdmTableContent): DecisionTable {
  const columns = [...content.inputs, ...content.outputs];
  return {
    hitPolicy: content.hitPolicy === 'collect' ? 'collect' : 'first',
    inputs: content.inputs.map(({ id, name, field }) => ({ id, name: name || id, field: field?.trim() || null })),
    outputs: content.outputs.map(({ id, name, field }) => ({ id, name: name || field, field })),
    rules: content.rules.map((rule, index) => ({
      id: rule._id || `row-${index + 1}`,
      description: rule._description ?? '',
      cells: Object.fromEntries(columns.map(({ id }) => [id, (rule[id] ?? '').trim()])),
    })),
  };
}

/** The table as a JDM file, for the engine and the editor. A cell that was left out is written as empty. */
export function writeTable(table: DecisionTable, name: string): JdmContent & { contentType: string } {
  const at = (x: number) => ({ position: { x, y: 120 } });
  const nodes = [
    { id: 'input', type: 'inputNode', name: '事实', content: { schema: '' }, ...at(80) },
    {
      id: 'table',
      type: 'decisionTableNode',
      name,
      content: {
        hitPolicy: table.hitPolicy,
        inputs: table.inputs.map(({ id, name: label, field }) =>
          field ? { id, name: label, field } : { id, name: label },
        ),
        outputs: table.outputs.map(({ id, name: label, field }) => ({ id, name: label, field })),
        rules: table.rules.map(({ id, description, cells }) => ({ _id: id, _description: description, ...cells })),
        passThrough: false,
        inputField: null,
        outputPath: null,
        executionMode: 'single',
      },
      ...at(400),
    },
    { id: 'output', type: 'outputNode', name: '结论', content: { schema: '' }, ...at(720) },
  ];
  const edge = (sourceId: string, targetId: string) => ({
    id: `${sourceId}-${targetId}`,
    type: 'edge',
    sourceId,
    targetId,
  });
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes,
    edges: [edge('input', 'table'), edge('table', 'output')],
  };
}
