// Zod contract of households: what HTTP says of the list, a household, imports. Money is whole fen; dates are YYYY-MM-DD.

import { z } from 'zod';
import { CATEGORIES, CONDUCTS, HOUSING_GRADES, RELIEF_KINDS } from './domain/codes.ts';
import { CONSENT_SUBJECTS, COURSE_KINDS } from './registry/records.ts';
import { REVEALED_FIELDS } from './registry/reveal.ts';

const day = z.iso.date();
const regionPrefix = z.string().regex(/^(\d{6}|\d{9}|\d{12})$/);
const flag = z.stringbool();

export const filterQuery = z.object({
  q: z.string().max(60).optional(),
  region: regionPrefix.optional(),
  category: z.enum(CATEGORIES).optional(),
  relief: z.enum(RELIEF_KINDS).optional(),
  unsafeHousing: flag.optional(),
  unsafeWater: flag.optional(),
  conduct: z.enum(CONDUCTS).optional(),
  onlineUnwilling: flag.optional(),
  risk: z.enum(['高', '中', '低']).optional(),
});

export const listQuery = filterQuery.extend({
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const householdListSchema = z.object({
  households: z.array(
    z.object({
      id: z.string(),
      no: z.string(),
      region: z.string(),
      township: z.string(),
      village: z.string(),
      headName: z.string(),
      phone: z.string().nullable(),
      members: z.number(),
      category: z.string().nullable(),
      relief: z.string(),
      housing: z.string().nullable(),
      safeWater: z.boolean().nullable(),
      conduct: z.string(),
      risk: z.enum(['高', '中', '低']).nullable(),
      incomeYear: z.number().nullable(),
      netPerHeadFen: z.number().nullable(),
    }),
  ),
  next: z.string().nullable(),
  total: z.number(),
  totalIsExact: z.boolean(),
});

const sourceRef = z.object({ source: z.string(), row: z.number() });
const fieldSources = z.record(z.string(), sourceRef);

export const sourceSchema = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  asOf: z.string(),
  recordedAt: z.string(),
  recordedByName: z.string(),
  batchId: z.string().nullable(),
});

export const taskSchema = z.object({
  id: z.string(),
  householdId: z.string(),
  householdNo: z.string(),
  headName: z.string(),
  region: z.string(),
  sheet: z.string(),
  person: z.string(),
  column: z.string(),
  code: z.string(),
  message: z.string(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  note: z.string().nullable(),
});

const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  idNumber: z.string(),
  sex: z.string(),
  birth: z.string(),
  relation: z.string(),
  education: z.string().nullable(),
  student: z.string().nullable(),
  health: z.array(z.string()),
  disabilityGrade: z.number().nullable(),
  labour: z.string(),
  workRegion: z.string().nullable(),
  workMonths: z.number(),
  insured: z.boolean().nullable(),
  from: sourceRef,
  fieldSources,
});

export const householdSchema = z.object({
  id: z.string(),
  no: z.string(),
  region: z.string(),
  township: z.string(),
  village: z.string(),
  address: z.string().nullable(),
  headName: z.string(),
  members: z.array(memberSchema),
  category: z.string().nullable(),
  relief: z.string(),
  phone: z.string().nullable(),
  bank: z.string().nullable(),
  account: z.string().nullable(),
  housing: z.string().nullable(),
  safeWater: z.boolean().nullable(),
  teaMu: z.string(),
  farmMu: z.string(),
  forestMu: z.string(),
  shop: z.boolean(),
  conduct: z.string(),
  onlineUnwilling: z.boolean().nullable(),
  onlineUnwillingOn: z.string().nullable(),
  risk: z.string().nullable(),
  version: z.number(),
  validFrom: z.string(),
  from: sourceRef,
  fieldSources,
  incomes: z.array(
    z.object({
      year: z.number(),
      wageFen: z.number(),
      businessFen: z.number(),
      propertyFen: z.number(),
      transferFen: z.number(),
      expenseFen: z.number(),
      netFen: z.number(),
      items: z.array(z.object({ name: z.string(), amountFen: z.number() })),
      from: sourceRef,
    }),
  ),
  events: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['settlement', 'tuition', 'unemployment', 'disability', 'disaster', 'relief']),
      personId: z.string().nullable(),
      on: z.string(),
      what: z.string(),
      amountFen: z.number().nullable(),
      number: z.number().nullable(),
      endedOn: z.string().nullable(),
      from: sourceRef,
    }),
  ),
  consents: z.array(
    z.object({
      id: z.string(),
      personId: z.string().nullable(),
      what: z.string(),
      recipient: z.string(),
      purpose: z.string(),
      givenOn: z.string(),
      until: z.string(),
      withdrawnAt: z.string().nullable(),
      recordedByName: z.string(),
    }),
  ),
  courses: z.array(
    z.object({ id: z.string(), personId: z.string(), course: z.string(), kind: z.string(), finishedOn: z.string() }),
  ),
  tasks: z.array(taskSchema),
  sources: z.array(sourceSchema),
});

export const historySchema = z.object({
  changes: z.array(
    z.object({
      kind: z.enum(['household', 'person', 'income']),
      subject: z.string(),
      what: z.enum(['added', 'changed', 'left']),
      validFrom: z.string(),
      recordedAt: z.string(),
      source: z.string(),
      row: z.number(),
      fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
    }),
  ),
  sources: z.array(sourceSchema),
});

export const householdThenSchema = z.object({
  on: z.string(),
  no: z.string(),
  region: z.string(),
  headName: z.string(),
  category: z.string().nullable(),
  relief: z.string(),
  housing: z.string().nullable(),
  safeWater: z.boolean().nullable(),
  teaMu: z.string(),
  farmMu: z.string(),
  shop: z.boolean(),
  conduct: z.string(),
  members: z.array(
    z.object({
      name: z.string(),
      idNumber: z.string(),
      relation: z.string(),
      birth: z.string(),
      health: z.array(z.string()),
      labour: z.string(),
    }),
  ),
  incomes: z.array(z.object({ year: z.number(), netFen: z.number() })),
});

export const revealBody = z.object({ field: z.enum(REVEALED_FIELDS), id: z.uuid(), purpose: z.string().max(200) });

export const consentBody = z.object({
  personId: z.uuid().nullable(),
  what: z.enum(CONSENT_SUBJECTS),
  recipient: z.string().min(1).max(80),
  purpose: z.string().min(1).max(200),
  givenOn: day,
  until: day,
});

export const courseBody = z.object({
  personId: z.uuid(),
  course: z.string().min(1).max(80),
  kind: z.enum(COURSE_KINDS),
  finishedOn: day,
});

/** The version of the household that the writer saw: given, a write over a newer one is refused. */
const seenVersion = z.number().int().min(1).optional();

export const declarationBody = z.object({
  unwilling: z.boolean(),
  declaredOn: day,
  note: z.string().max(200),
  version: seenVersion,
});

export const correctionBody = z.object({
  note: z.string().min(1).max(200),
  seenOn: day,
  version: seenVersion,
  phone: z.string().max(30).optional(),
  account: z.string().max(40).optional(),
  bank: z.string().max(60).optional(),
  address: z.string().max(120).optional(),
  housing: z.enum(HOUSING_GRADES).optional(),
  safeWater: z.boolean().optional(),
  shop: z.boolean().optional(),
  conduct: z.enum(CONDUCTS).optional(),
});

// ── Imports ──

const tally = z.object({ read: z.number(), accepted: z.number(), rejected: z.number() });
const effect = z.object({
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  left: z.number(),
  older: z.number().optional(),
});
const mapping = z.record(z.string(), z.number().int().min(0));
const tableSchema = z.object({
  sheet: z.string(),
  file: z.string(),
  headers: z.array(z.string()),
  headerRow: z.number(),
  mapping,
  rows: z.number(),
});

export const batchSchema = z.object({
  id: z.string(),
  state: z.enum(['reading', 'staged', 'committed', 'discarded', 'refused']),
  asOf: z.string(),
  roster: z.object({ household: tableSchema, person: tableSchema }).nullable(),
  extracts: z.array(z.object({ file: z.string(), kind: z.string(), rows: z.number() })),
  files: z.array(z.object({ name: z.string(), sha256: z.string() })),
  counts: z
    .object({
      households: tally,
      persons: tally,
      householdEffect: effect,
      personEffect: effect,
      extracts: z.record(z.string(), z.object({ read: z.number(), matched: z.number(), unmatched: z.number() })),
      problems: z.object({ errors: z.number(), warnings: z.number() }),
      lateMatches: z.number(),
    })
    .nullable(),
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
  jobId: z.string().nullable(),
  createdAt: z.string(),
  createdByName: z.string(),
  endedAt: z.string().nullable(),
});

export const mappingBody = z.object({ household: mapping, person: mapping });

export const importProblemSchema = z.object({
  sheet: z.string(),
  row: z.number(),
  household: z.string(),
  person: z.string(),
  column: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
});

const columnSchema = z.object({
  name: z.string(),
  zh: z.string(),
  en: z.string(),
  key: z.boolean(),
  empty: z.enum(['error', 'warning', 'fine']),
});

export const columnsSchema = z.object({ household: z.array(columnSchema), person: z.array(columnSchema) });
