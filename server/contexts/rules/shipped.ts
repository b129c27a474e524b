// The tables that ship with the product, each with its subject; loaded as version 1 on the first run.

import type { RuleSubject } from './domain/subject.ts';
import type { JdmContent } from './domain/table.ts';
import { FACTS_SUBJECT, NEED_SUBJECT, RISK_SUBJECT } from './subjects.ts';
import admission from './tables/admission.json' with { type: 'json' };
import category from './tables/category.json' with { type: 'json' };
import path from './tables/path.json' with { type: 'json' };
import risk from './tables/risk.json' with { type: 'json' };
import signals from './tables/signals.json' with { type: 'json' };

export const TABLE_NAMES = ['signals', 'category', 'risk', 'admission', 'path'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

export interface ShippedTable {
  readonly name: TableName;
  readonly zh: string;
  readonly en: string;
  readonly subject: RuleSubject;
  /** Output fields that the users of the table rely on; a version without one is refused. */
  readonly outputs: readonly string[];
  readonly content: JdmContent;
}

export const SHIPPED_TABLES: readonly ShippedTable[] = [
  {
    name: 'signals',
    zh: '风险信号',
    en: 'Risk signals',
    subject: FACTS_SUBJECT,
    outputs: ['code', 'cause', 'severity', 'reason', 'reasonEn'],
    content: signals,
  },
  {
    name: 'category',
    zh: '监测对象类别',
    en: 'Monitored category',
    subject: FACTS_SUBJECT,
    outputs: ['category', 'clause', 'reason', 'reasonEn'],
    content: category,
  },
  {
    name: 'risk',
    zh: '风险等级',
    en: 'Risk level',
    subject: RISK_SUBJECT,
    outputs: ['level', 'reason', 'reasonEn'],
    content: risk,
  },
  {
    name: 'admission',
    zh: '准入判定',
    en: 'Admission',
    subject: FACTS_SUBJECT,
    outputs: ['outcome', 'clause', 'reason', 'reasonEn'],
    content: admission,
  },
  {
    name: 'path',
    zh: '融资路径',
    en: 'Financing path',
    subject: NEED_SUBJECT,
    outputs: ['channel', 'mode', 'clause', 'reason', 'reasonEn'],
    content: path,
  },
];
