// Columns and types of the staging tables, as rows are written to them.

const batch = { county: 'bpchar', batch_id: 'uuid' } as const;

export const STAGED_ROW = {
  ...batch,
  region: 'text',
  table_kind: 'text',
  row: 'integer',
  key: 'text',
  cells_sealed: 'text',
} as const;

export const STAGED_HOUSEHOLD = {
  ...batch,
  no: 'text',
  row: 'integer',
  new_id: 'uuid',
  accepted: 'boolean',
  region: 'text',
  address: 'text',
  head_name: 'text',
  members: 'integer',
  category: 'text',
  relief: 'text',
  phone_sealed: 'text',
  bank: 'text',
  account_sealed: 'text',
  housing_grade: 'text',
  safe_water: 'boolean',
  tea_mu: 'numeric',
  farm_mu: 'numeric',
  forest_mu: 'numeric',
  shop: 'boolean',
  conduct: 'text',
  year: 'integer',
  wage_fen: 'bigint',
  business_fen: 'bigint',
  property_fen: 'bigint',
  transfer_fen: 'bigint',
  expense_fen: 'bigint',
  items: 'jsonb',
  content_hash: 'bytea',
} as const;

export const STAGED_PERSON = {
  ...batch,
  no: 'text',
  row: 'integer',
  new_id: 'uuid',
  region: 'text',
  label: 'text',
  name: 'text',
  id_sealed: 'text',
  id_index: 'bytea',
  sex: 'text',
  birth: 'date',
  relation: 'text',
  education: 'text',
  student: 'text',
  chronic: 'boolean',
  serious: 'boolean',
  disabled: 'boolean',
  disability_grade: 'smallint',
  labour: 'text',
  work_region: 'text',
  work_months: 'smallint',
  insured: 'boolean',
  content_hash: 'bytea',
} as const;

export const STAGED_IDENTITY = {
  ...batch,
  region: 'text',
  no: 'text',
  row: 'integer',
  label: 'text',
  id_index: 'bytea',
} as const;

export const STAGED_EXTRACT = {
  ...batch,
  region: 'text',
  source_id: 'uuid',
  file: 'text',
  kind: 'text',
  row: 'integer',
  new_id: 'uuid',
  label: 'text',
  name: 'text',
  id_index: 'bytea',
  reason: 'text',
  on_day: 'date',
  text_1: 'text',
  text_2: 'text',
  sealed_1: 'text',
  number_1: 'bigint',
  number_2: 'bigint',
  number_3: 'bigint',
  natural_key: 'bytea',
  occurrence: 'integer',
  cells_sealed: 'text',
  content_hash: 'bytea',
} as const;

export const IMPORT_PROBLEM = {
  ...batch,
  seq: 'bigint',
  region: 'text',
  table_kind: 'text',
  sheet: 'text',
  row: 'integer',
  household_no: 'text',
  person: 'text',
  column_name: 'text',
  code: 'text',
  severity: 'text',
  detail: 'jsonb',
} as const;

/** Tables that hold one batch's rows between reading and commit. */
export const STAGING = [
  'staged_row',
  'staged_household',
  'staged_person',
  'staged_identity',
  'staged_extract',
] as const;
