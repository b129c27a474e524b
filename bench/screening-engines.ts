// The peers that evaluate one household at a time: the JDM engine and json-rules-engine, with the same rules.

import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ZenEngine } from '@gorules/zen-engine';
import { DEFAULT_PARAMETER_VALUES, type JdmContent, type SubjectRow } from '../server/contexts/rules/index.ts';

/** Fired rule codes of one household, in the table's order. */
export type Evaluate = (row: SubjectRow) => Promise<readonly string[]>;

export function jdmEngine(content: JdmContent): Evaluate {
  const decision = new ZenEngine().createDecision(content);
  return async (row) => {
    const { result } = await decision.evaluate({ ...row, parameters: DEFAULT_PARAMETER_VALUES });
    return result.map((hit: { code: string }) => hit.code);
  };
}

interface PeerCondition {
  readonly fact: string;
  readonly operator: string;
  readonly value: unknown;
}

const below = (fact: string): PeerCondition => ({ fact, operator: 'lessThan', value: 0 });
const atLeast = (fact: string, value: number): PeerCondition => ({ fact, operator: 'greaterThanInclusive', value });
const above = (fact: string, value: unknown): PeerCondition => ({ fact, operator: 'greaterThan', value });
const is = (fact: string, value: unknown): PeerCondition => ({ fact, operator: 'equal', value });
/** json-rules-engine compares facts with facts but does not calculate: the products are given to it as facts. */
const watched: PeerCondition = { fact: 'referenceIncomePerHead', operator: 'lessThan', value: { fact: 'watchLine' } };

const RULES: readonly (readonly [string, readonly PeerCondition[]])[] = [
  ['income_below_line', [below('incomeMargin'), above('labourUnits', 0)]],
  ['income_below_line_no_labour', [below('incomeMargin'), is('labourUnits', 0)]],
  ['rigid_spending', [atLeast('incomeMargin', 0), below('referenceMargin')]],
  [
    'near_line',
    [
      atLeast('incomeMargin', 0),
      atLeast('referenceMargin', 0),
      { fact: 'referenceMargin', operator: 'lessThan', value: { fact: 'nearLine' } },
    ],
  ],
  ['inpatient_once_poor', [is('oncePoor', true), atLeast('inpatientSelfPay', 5000)]],
  ['inpatient_other', [is('oncePoor', false), atLeast('inpatientSelfPay', 20_000)]],
  ['outpatient_month', [atLeast('outpatientMaxMonth', 500), watched]],
  ['serious_illness', [atLeast('serious', 1), watched]],
  ['severe_disability', [atLeast('severelyDisabled', 1), watched]],
  ['schooling', [above('schoolingCost', 10_000), watched]],
  ['schooling_ahead', [atLeast('secondaryLeavers', 1), watched]],
  ['disaster', [above('disasterLoss', 0)]],
  ['jobless', [atLeast('joblessMonths', 3), watched]],
  ['wage_drop', [{ fact: 'wageChange', operator: 'lessThanInclusive', value: -5000 }, watched]],
  ['industry_loss', [above('businessIncome', 0), above('businessExpense', { fact: 'businessIncome' })]],
  ['no_labour', [atLeast('incomeMargin', 0), is('labourUnits', 0), watched]],
  ['unsafe_housing', [{ fact: 'housingGrade', operator: 'in', value: ['C', 'D'] }]],
  ['unsafe_water', [is('unsafeWater', true)]],
  ['left_relief', [is('leftRelief', true)]],
  ['uninsured', [atLeast('uninsured', 1), watched]],
];

interface PeerEngine {
  run(facts: Record<string, unknown>): Promise<{ events: { type: string }[] }>;
}

function isPeerModule(value: unknown): value is { Engine: new (rules: unknown[]) => PeerEngine } {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'Engine') === 'function';
}

const PEERS = new URL('./peers/', import.meta.url);

/** The peers have a lock file of their own and are installed by the first benchmark that needs them. */
function installPeers(): void {
  if (existsSync(new URL('node_modules/json-rules-engine/package.json', PEERS))) return;
  // `npm` is a script on Windows, which only a shell starts. Its words belong to no one who reads our JSON.
  execSync('npm ci --no-audit --no-fund', { cwd: PEERS, stdio: ['ignore', 'ignore', 'inherit'] });
}

export function jsonRulesEngine(): Evaluate {
  installPeers();
  const peer: unknown = createRequire(new URL('package.json', PEERS))('json-rules-engine');
  if (!isPeerModule(peer)) throw new Error('json-rules-engine has no Engine');
  const engine = new peer.Engine(RULES.map(([type, all]) => ({ conditions: { all }, event: { type } })));
  const order = new Map(RULES.map(([code], index) => [code, index]));
  return async (row) => {
    const line = Number(row.line);
    const facts = { ...row, watchLine: 2 * line, nearLine: line / 10 };
    const { events } = await engine.run(facts);
    return events.map(({ type }) => type).toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  };
}
