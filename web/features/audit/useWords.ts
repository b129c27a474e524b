// What the trail's subjects, parts and values are called.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ROLES } from '../../../kernel/permissions.ts';
import { placesQuery } from '../../api/queries.ts';
import { count, day, yuan } from '../../format.ts';
import { useLanguage, useT } from '../../messages/index.tsx';
import { useMay } from '../../session.tsx';
import { parametersQuery } from '../parameters/queries.ts';
import { tablesQuery } from '../rules/queries.ts';
import { type ChangeLine, type Scalar, subjectOf } from './changes.ts';

export interface AuditWords {
  readonly action: (action: string) => string;
  readonly subject: (subject: string) => string;
  readonly role: (role: string) => string;
  readonly part: (line: ChangeLine) => string;
  readonly value: (value: Scalar | undefined, line: ChangeLine) => string;
}

export function useAuditWords(): AuditWords {
  const t = useT();
  const language = useLanguage();
  const { data: places } = useQuery(placesQuery);
  const { data: parameters } = useQuery({ ...parametersQuery(), enabled: useMay('parameters.read') });
  const { data: tables } = useQuery({ ...tablesQuery, enabled: useMay('rules.read') });
  return useMemo(() => {
    const words = t.audit;
    const parameterName = (name: string) =>
      parameters?.find(({ definition }) => definition.name === name)?.definition[language] ?? name;
    const tableName = (name: string) => tables?.find((table) => table.name === name)?.[language] ?? name;
    const keyWords = (kind: string, key: string): string => {
      if (kind === 'account') return key;
      if (kind === 'parameter') return parameterName(key);
      if (kind === 'table') {
        const [name = '', version = ''] = key.split(':');
        return `${tableName(name)} ${words.version(version)}`;
      }
      if (kind === 'outcomes') return key;
      if (kind === 'county') return '';
      // Households, imports and models are told apart by the end of their number; the entry leads to them.
      return `…${key.slice(-4)}`;
    };
    const role = (text: string) => {
      const known = ROLES.find((one) => one === text);
      return known ? t.roles[known] : words.system;
    };
    const ownWords = (text: string, name: string): string | undefined => {
      if (name === 'role') return role(text);
      if (name === 'region' || name === 'county') return places?.find((place) => place.code === text)?.name;
      if (name === 'outcome' || name === 'suggested') {
        return (t.figure1.outcomes as Readonly<Record<string, string>>)[text];
      }
      if (name === 'table') return tableName(text);
      // A list stands as one value, its parts joined: each is called by its own word.
      const parts = text.split('、');
      return parts.some((part) => part in words.values)
        ? parts.map((part) => words.values[part] ?? part).join('、')
        : undefined;
    };
    return {
      action: (action) => words.actions[action] ?? words.otherAction,
      subject: (text) => {
        const { kind, key } = subjectOf(text);
        return [words.kinds[kind] ?? words.otherKind, keyWords(kind, key)].filter(Boolean).join(' · ');
      },
      role,
      part: ({ path }) => path.map((name) => words.fields[name] ?? name).join(' · '),
      value: (value, { path }) => {
        const name = path.at(-1) ?? '';
        if (value === undefined || value === null || value === '') return words.changes.empty;
        if (typeof value === 'boolean') return value ? words.yes : words.no;
        if (name.endsWith('Fen')) return yuan(BigInt(value));
        if (typeof value === 'number') return Number.isInteger(value) ? count(value) : String(value);
        if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return day(value);
        return ownWords(value, name) ?? value;
      },
    };
  }, [t, language, places, parameters, tables]);
}
