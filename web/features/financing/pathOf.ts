// From the server's Figure 1 (kept with a plan, or drawn by what-if) to what the drawing takes: facts and values in the
// reader's language. Pure; used by officials and farmers alike.
import { FACT_FIELDS, type FactField } from '../../../kernel/facts.ts';
import type { paths } from '../../api/schema.ts';
import { yuan } from '../../format.ts';
import type { Shared } from '../../messages/index.tsx';
import type { Language } from '../../settings.ts';
import { type Figure1Need, type Figure1Path, type ForkReason, GATES, type GateId } from './figure1.ts';

type WhatIfAnswer =
  paths['/api/v1/financing/households/{householdId}/what-if']['post']['responses'][200]['content']['application/json'];
export type Figure1Answer = WhatIfAnswer['figure1'];
export type PlanAnswer = NonNullable<WhatIfAnswer['plan']>;
type FactValue = string | number | boolean | null;

/** Words of the fact vocabulary that are no numbers. Chinese shows them as they are recorded. */
const VALUES_EN: Readonly<Record<string, string>> = {
  无: 'none',
  懒散: 'idleness',
  赌博: 'gambling',
  低保: 'minimum living allowance',
  特困: 'destitute support',
};
const UNITS_EN: Readonly<Record<string, string>> = {
  元: ' yuan',
  人: '',
  月: ' months',
  亩: ' mu',
  岁: '',
  年: ' years',
  '%': '%',
};

/** A fact's name and value as people read them; null where no fact of that name exists. */
export function factInWords(
  name: string,
  value: FactValue,
  language: Language,
  words: Shared['state'],
): { readonly label: string; readonly value: string } | null {
  const field: FactField | undefined = FACT_FIELDS.find((known) => known.name === name);
  if (field === undefined) return null;
  const unit = field.unit === undefined ? '' : language === 'zh' ? ` ${field.unit}` : (UNITS_EN[field.unit] ?? '');
  return { label: field[language], value: valueInWords(field, value, language, words) + (value === null ? '' : unit) };
}

function valueInWords(field: FactField, value: FactValue, language: Language, words: Shared['state']): string {
  if (value === null) return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (field.type === 'money') return yuan(Math.round(Number(value) * 100));
  if (typeof value === 'number') return String(value);
  return language === 'zh' ? value : (VALUES_EN[value] ?? value);
}

/** The drawing's path. Without a plan there are no needs and the way ends at the outcome. */
export function figure1PathOf(
  figure: Figure1Answer,
  plan: PlanAnswer | null,
  language: Language,
  words: Pick<Shared, 'state' | 'figure1'>,
): Figure1Path {
  const gates: Partial<Record<GateId, ForkReason>> = {};
  for (const gate of GATES) {
    const fork = figure.gates[gate];
    if (fork === undefined) continue;
    const fact = fork.fact === null ? null : factInWords(fork.fact, fork.value, language, words.state);
    gates[gate] = {
      fact: fact?.label ?? words.figure1.byOfficer,
      value: fact?.value ?? (fork.passed ? words.figure1.yes : words.figure1.no),
      reason: fork.reason[language],
      clause: fork.passed ? null : figure.clause,
    };
  }
  const last = GATES.filter((gate) => gates[gate]).at(-1);
  const [why] = figure.outcomeReasons;
  const outcomeReason =
    why === undefined || last === undefined
      ? null
      : { ...gates[last]!, reason: why[language], clause: figure.clause || null };
  return {
    outcome: figure.outcome,
    gates,
    outcomeReason,
    needs: (plan?.items ?? []).map((item) => needOf(item, figure, language, words)),
  };
}

function needOf(
  item: PlanAnswer['items'][number],
  figure: Figure1Answer,
  language: Language,
  words: Pick<Shared, 'figure1'>,
): Figure1Need {
  const way = figure.ways.find((known) => known.needId === item.id);
  const funded = way?.nodes.some((node) => node === 'business' || node === 'product:insurance') ?? false;
  return {
    id: item.id,
    purpose: item.purposeName[language],
    amountFen: item.askedFen,
    neededOn: item.neededOn,
    monthsOccupied: item.monthsOccupied,
    channel: way?.channel ?? null,
    channelReason: {
      fact: words.figure1.occupied,
      value: `${item.monthsOccupied} ${words.figure1.monthsUnit}`,
      reason: item.reason[language],
      clause: item.clause || null,
    },
    // A product that comes to no money is no way on: the light stops at the channel.
    product: funded ? (way?.product?.[language] ?? null) : null,
  };
}
