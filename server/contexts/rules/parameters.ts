// The shipped parameters: each with its unit, dated values, source and confidence (parameters.json), and the part of
// them that rule tables may name.

import type { ParameterType, ParameterValues, RuleParameterName } from './domain/subject.ts';
import parametersFile from './parameters.json' with { type: 'json' };

/** G government page, M official text seen on a mirror, S secondary, C computed, U common practice, unverified (示例). */
export const CONFIDENCES = ['G', 'M', 'S', 'C', 'U'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const PARAMETER_GROUPS = ['monitoring', 'credit', 'insurance', 'commerce', 'measurement'] as const;
export type ParameterGroup = (typeof PARAMETER_GROUPS)[number];

export type ParameterJson =
  | string
  | number
  | boolean
  | null
  | readonly ParameterJson[]
  | { readonly [key: string]: ParameterJson };

export interface ShippedValue {
  readonly value: ParameterJson;
  /** First day, ISO. */
  readonly validFrom: string;
  /** First day on which it no longer holds. */
  readonly validTo?: string;
  /** Division code prefix that it holds for; absent means everywhere. */
  readonly region?: string;
  readonly source?: string;
  readonly confidence?: Confidence;
}

export interface ParameterDefinition {
  readonly name: string;
  readonly group: ParameterGroup;
  readonly type: ParameterType | 'list' | 'object';
  readonly unit: string;
  readonly zh: string;
  readonly en: string;
  readonly source: string;
  readonly confidence: Confidence;
  /** Whether rule tables may name it as `parameters.<name>`. */
  readonly rule?: boolean;
  /** Nothing reads it yet: the work that it is for is not built. Pages say so. */
  readonly waits?: boolean;
  readonly values: readonly ShippedValue[];
}

export const PARAMETERS = parametersFile as readonly ParameterDefinition[];

function isScalarType(type: ParameterDefinition['type']): type is ParameterType {
  return type === 'number' || type === 'boolean' || type === 'text';
}

export interface RuleParameter extends RuleParameterName {
  readonly default: number | string | boolean;
  readonly unit: string;
  readonly source: string;
  readonly confidence: Confidence;
}

/** What rule tables may name as `parameters.<name>`, with the shipped default. */
export const RULE_PARAMETERS: readonly RuleParameter[] = PARAMETERS.flatMap((parameter) => {
  const { name, type, unit, source, confidence, values } = parameter;
  const value = values.findLast(({ region }) => region === undefined)?.value;
  if (!parameter.rule || !isScalarType(type)) return [];
  if (typeof value !== 'number' && typeof value !== 'string' && typeof value !== 'boolean') return [];
  return [{ name, type, default: value, unit, source, confidence }];
});

export const DEFAULT_PARAMETER_VALUES: ParameterValues = Object.fromEntries(
  RULE_PARAMETERS.map((parameter) => [parameter.name, parameter.default]),
);
