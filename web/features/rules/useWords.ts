// What one version's columns, facts, values and parameters are called, in the reader's language.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage, useT } from '../../messages/index.tsx';
import { own } from '../../own.ts';
import { parametersQuery } from '../parameters/queries.ts';
import { numberForm, numberWords } from '../parameters/value.ts';
import { type CellTerms, cellWords, plainWords, type Segment } from './cellWords.ts';
import type { TableDetail } from './queries.ts';
import type { Column } from './table.ts';

export interface TableWords {
  readonly column: (column: Column, output: boolean) => string;
  readonly cell: (text: string, column: Column, output: boolean) => readonly Segment[];
  readonly plain: (text: string, column: Column, output: boolean) => string;
  readonly parameterName: (name: string) => string;
  /** Its value when the version began, with unit unless `bare`; null for a name that is no parameter. */
  readonly parameterValue: (name: string, bare?: boolean) => string | null;
  /** A remark with the parameters that it names called as people call them. */
  readonly remark: (text: string) => string;
}

export function useTableWords(detail: Pick<TableDetail, 'subject' | 'parameters'>): TableWords {
  const t = useT();
  const language = useLanguage();
  const { data: parameters } = useQuery(parametersQuery());
  return useMemo(() => {
    const fields = new Map(detail.subject.fields.map((field) => [field.name, field]));
    const definitions = new Map(parameters?.map(({ definition }) => [definition.name, definition]));
    const parameterName = (name: string) => definitions.get(name)?.[language] ?? name;
    const parameterValue = (name: string, bare = false) => {
      const value = own(detail.parameters, name);
      if (value === undefined) return null;
      return typeof value === 'number'
        ? numberWords(value, numberForm(bare ? '' : (definitions.get(name)?.unit ?? '')), t.parameters)
        : String(value);
    };
    const outputValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      code: t.monitoring.rules,
      cause: t.monitoring.causes,
      outcome: t.figure1.outcomes,
      channel: t.figure1.channels,
    };
    const termsFor = (column: Column, output: boolean): CellTerms => ({
      fact: (name) => fields.get(name)?.[language],
      value: (text) =>
        (output ? own(outputValues[column.field ?? ''] ?? {}, text) : undefined) ??
        own(t.rules.values, text) ??
        own(t.codes, text) ??
        text,
      words: t.rules.words,
    });
    const numbers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      severity: t.rules.severities,
      mode: t.rules.modes,
    };
    const cell = (text: string, column: Column, output: boolean): readonly Segment[] => {
      const known = output ? own(numbers[column.field ?? ''] ?? {}, text.trim()) : undefined;
      return known ? [{ kind: 'text', text: known }] : cellWords(text, termsFor(column, output));
    };
    return {
      column: (column, output) => {
        if (output) return t.rules.outputs[column.field ?? ''] ?? column.name;
        if (language === 'zh') return column.name;
        return column.field === null
          ? t.rules.condition
          : (t.monitoring.columns[column.name] ?? fields.get(column.field)?.en ?? column.name);
      },
      cell,
      plain: (text, column, output) => plainWords(cell(text, column, output), parameterName),
      parameterName,
      parameterValue,
      remark: (text) => text.replace(/[a-zA-Z][\w]*/g, (name) => (definitions.has(name) ? parameterName(name) : name)),
    };
  }, [detail, parameters, language, t]);
}
