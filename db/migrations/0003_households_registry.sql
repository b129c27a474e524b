-- households: the registry. Households, persons, yearly income, dated facts from department extracts, consents,
-- courses, sources, history, data-quality tasks, and imports from reading to commit.
--
-- A row names the source it came from (source_id, source_row); a field that came from elsewhere since then is named in
-- field_source as {"<column>": {"source": id, "row": n}}. What a row was before it changed is in `past`.
-- ID number, phone, bank account, disease and kind of disability are sealed; ID numbers are found by blind index.
-- Health states, disability grade and labour are plain codes: rules and statistics decide by them in SQL. Whoever sees
-- no household row (lenders, insurers, buyers …) sees none of them; no view for lenders carries them.

create schema households;

-- Where values come from: one file, visit, declaration or extract.
create table households.source (
  county           char(6)     not null,
  id               uuid        not null,
  kind             text        not null check (kind in ('roster', 'extract', 'visit', 'declaration')),
  -- File name, or what the visit or declaration was called.
  name             text        not null,
  -- Of the file's bytes; the same file again is known by it.
  sha256           text,
  -- The day that its values speak of.
  as_of            date        not null,
  batch_id         uuid,
  recorded_at      timestamptz not null,
  recorded_by      text        not null,
  recorded_by_name text        not null,
  primary key (county, id)
);
create index source_batch on households.source (county, batch_id);
-- A household's own page names its sources too, so everyone who acts in the county may read them.
alter table households.source enable row level security;
create policy source_read on households.source for select using (platform.sees_county(county));
create policy source_insert on households.source for insert with check (platform.may_write() and platform.sees_county(county));

create table households.household (
  county              char(6)       not null,
  id                  uuid          not null,
  -- 户编号
  no                  text          not null,
  -- 12-digit village code
  region              text          not null check (region ~ '^[0-9]{12}$'),
  address             text,
  head_name           text          not null,
  members             integer       not null,
  category            text,
  relief              text          not null check (relief in ('无', '低保', '特困')),
  phone_sealed        text,
  bank                text,
  account_sealed      text,
  housing_grade       text check (housing_grade in ('A', 'B', 'C', 'D')),
  safe_water          boolean,
  tea_mu              numeric(10,2) not null,
  farm_mu             numeric(10,2) not null,
  forest_mu           numeric(10,2) not null,
  shop                boolean       not null,
  conduct             text          not null check (conduct in ('无', '懒散', '赌博')),
  -- The household says that it will not or cannot work online (paper §3.3.2); null when never asked.
  online_unwilling    boolean,
  online_unwilling_on date,
  -- Of the roster row as cleaned: tells whether a row changed. Keyed, so that nothing leads back.
  content_hash        bytea         not null,
  source_id           uuid          not null,
  source_row          integer       not null,
  field_source        jsonb         not null,
  version             integer       not null,
  valid_from          date          not null,
  recorded_at         timestamptz   not null,
  primary key (county, id)
);
create unique index household_no on households.household (county, no);
create index household_region on households.household (county, region, no);
create index household_head on households.household (county, head_name collate "C", no);
create index household_relief on households.household (county, relief, no) where relief <> '无';
create index household_category on households.household (county, category, no) where category <> '一般农户';
create index household_housing on households.household (county, housing_grade, no) where housing_grade in ('C', 'D');
create index household_water on households.household (county, no) where not safe_water;
create index household_conduct on households.household (county, conduct, no) where conduct <> '无';
create index household_unwilling on households.household (county, no) where online_unwilling;
select platform.protect_household('households.household', 'id');

create table households.person (
  county             char(6)     not null,
  id                 uuid        not null,
  region             text        not null,
  household_id       uuid        not null,
  name               text        not null,
  id_sealed          text        not null,
  id_index           bytea       not null,
  sex                text        not null check (sex in ('男', '女')),
  birth              date        not null,
  relation           text        not null,
  education          text,
  student            text,
  chronic            boolean     not null,
  serious            boolean     not null,
  disabled           boolean     not null,
  -- 1 (heaviest) to 4
  disability_grade   smallint check (disability_grade between 1 and 4),
  labour             text        not null,
  work_region        text,
  work_months        smallint    not null check (work_months between 0 and 12),
  insured            boolean,
  -- Since when the person is in no registered household.
  left_on            date,
  content_hash       bytea       not null,
  source_id          uuid        not null,
  source_row         integer     not null,
  field_source       jsonb       not null,
  version            integer     not null,
  valid_from         date        not null,
  recorded_at        timestamptz not null,
  primary key (county, id),
  foreign key (county, household_id) references households.household (county, id)
);
create unique index person_id_number on households.person (county, id_index);
create index person_household on households.person (county, household_id);
create index person_name on households.person (county, name collate "C", household_id);
select platform.protect_household('households.person');

-- Income of a calendar year by its five parts; net = wage + business + property + transfer − expense.
create table households.income (
  county       char(6)     not null,
  household_id uuid        not null,
  year         integer     not null,
  region       text        not null,
  wage_fen     bigint      not null check (wage_fen >= 0),
  business_fen bigint      not null check (business_fen >= 0),
  property_fen bigint      not null check (property_fen >= 0),
  transfer_fen bigint      not null check (transfer_fen >= 0),
  expense_fen  bigint      not null check (expense_fen >= 0),
  -- Sub-items that explain a part, in fen by column name.
  items        jsonb       not null,
  source_id    uuid        not null,
  source_row   integer     not null,
  version      integer     not null,
  valid_from   date        not null,
  recorded_at  timestamptz not null,
  primary key (county, household_id, year),
  foreign key (county, household_id) references households.household (county, id)
);
select platform.protect_household('households.income');

-- What a row was before it changed: valid from valid_from up to (not including) valid_to.
create table households.past (
  county       char(6)     not null,
  kind         text        not null check (kind in ('household', 'person', 'income', 'settlement', 'tuition', 'unemployment', 'disability', 'disaster')),
  subject_id   uuid        not null,
  -- Year, for income; 0 otherwise.
  part         integer     not null,
  version      integer     not null,
  region       text        not null,
  household_id uuid        not null,
  valid_from   date        not null,
  valid_to     date        not null,
  replaced_at  timestamptz not null,
  row          jsonb       not null,
  primary key (county, kind, subject_id, part, version)
);
create index past_household on households.past (county, household_id, valid_to);
select platform.protect_household('households.past');

-- ── Dated facts from department extracts ──────────────────────────────────────────────────────────────────────

create table households.settlement (
  county         char(6)     not null,
  id             uuid        not null,
  region         text        not null,
  household_id   uuid        not null,
  person_id      uuid        not null,
  settled_on     date        not null,
  care           text        not null check (care in ('住院', '门诊慢特病')),
  disease_sealed text,
  total_fen      bigint,
  reimbursed_fen bigint,
  self_pay_fen   bigint      not null,
  -- Keyed hash of person, day, kind of care and disease; the nth such row of a file is occurrence n.
  natural_key    bytea       not null,
  occurrence     integer     not null,
  source_id      uuid        not null,
  source_row     integer     not null,
  version        integer     not null,
  valid_from     date        not null,
  recorded_at    timestamptz not null,
  primary key (county, id),
  foreign key (county, person_id) references households.person (county, id)
);
create unique index settlement_key on households.settlement (county, natural_key, occurrence);
create index settlement_household on households.settlement (county, household_id, settled_on);
select platform.protect_household('households.settlement');

create table households.tuition (
  county       char(6)     not null,
  id           uuid        not null,
  region       text        not null,
  household_id uuid        not null,
  person_id    uuid        not null,
  -- '2024-2025'
  school_year  text        not null,
  from_day     date        not null,
  to_day       date        not null,
  stage        text        not null,
  cost_fen     bigint      not null,
  natural_key  bytea       not null,
  occurrence   integer     not null,
  source_id    uuid        not null,
  source_row   integer     not null,
  version      integer     not null,
  valid_from   date        not null,
  recorded_at  timestamptz not null,
  primary key (county, id),
  foreign key (county, person_id) references households.person (county, id)
);
create unique index tuition_key on households.tuition (county, natural_key, occurrence);
create index tuition_household on households.tuition (county, household_id, to_day);
select platform.protect_household('households.tuition');

create table households.unemployment (
  county        char(6)     not null,
  id            uuid        not null,
  region        text        not null,
  household_id  uuid        not null,
  person_id     uuid        not null,
  registered_on date        not null,
  -- Longest spell without a break, in months.
  months        integer     not null,
  natural_key   bytea       not null,
  occurrence    integer     not null,
  source_id     uuid        not null,
  source_row    integer     not null,
  version       integer     not null,
  valid_from    date        not null,
  recorded_at   timestamptz not null,
  primary key (county, id),
  foreign key (county, person_id) references households.person (county, id)
);
create unique index unemployment_key on households.unemployment (county, natural_key, occurrence);
create index unemployment_household on households.unemployment (county, household_id, registered_on);
select platform.protect_household('households.unemployment');

create table households.disability (
  county       char(6)     not null,
  id           uuid        not null,
  region       text        not null,
  household_id uuid        not null,
  person_id    uuid        not null,
  grade        smallint    not null check (grade between 1 and 4),
  what_sealed  text        not null,
  -- The day of the first extract that named the person.
  known_on     date        not null,
  natural_key  bytea       not null,
  occurrence   integer     not null,
  source_id    uuid        not null,
  source_row   integer     not null,
  version      integer     not null,
  valid_from   date        not null,
  recorded_at  timestamptz not null,
  primary key (county, id),
  foreign key (county, person_id) references households.person (county, id)
);
create unique index disability_key on households.disability (county, natural_key, occurrence);
create index disability_household on households.disability (county, household_id);
select platform.protect_household('households.disability');

create table households.disaster (
  county       char(6)     not null,
  id           uuid        not null,
  region       text        not null,
  household_id uuid        not null,
  -- The head whose ID number the extract gave.
  person_id    uuid        not null,
  happened_on  date        not null,
  what         text        not null,
  loss_fen     bigint      not null,
  natural_key  bytea       not null,
  occurrence   integer     not null,
  source_id    uuid        not null,
  source_row   integer     not null,
  version      integer     not null,
  valid_from   date        not null,
  recorded_at  timestamptz not null,
  primary key (county, id),
  foreign key (county, household_id) references households.household (county, id)
);
create unique index disaster_key on households.disaster (county, natural_key, occurrence);
create index disaster_household on households.disaster (county, household_id, happened_on);
select platform.protect_household('households.disaster');

-- Periods of relief; the open one (ended_on null) is the household's relief now. Ended ones are kept.
create table households.relief (
  county       char(6)     not null,
  id           uuid        not null,
  region       text        not null,
  household_id uuid        not null,
  kind         text        not null check (kind in ('低保', '特困')),
  -- Known from the civil affairs extract only.
  monthly_fen  bigint,
  started_on   date        not null,
  ended_on     date,
  source_id    uuid        not null,
  source_row   integer     not null,
  recorded_at  timestamptz not null,
  primary key (county, id),
  foreign key (county, household_id) references households.household (county, id)
);
create unique index relief_open on households.relief (county, household_id) where ended_on is null;
create index relief_household on households.relief (county, household_id, ended_on);
select platform.protect_household('households.relief');

-- Rows of extracts whose ID number belongs to nobody registered (or that cannot be read), kept until they match.
create table households.extract_unmatched (
  county       char(6)     not null,
  id           uuid        not null,
  -- The county's code: only county scopes see rows of people who are in no village yet.
  region       text        not null,
  household_id uuid,
  kind         text        not null,
  -- Null when the ID number itself is not valid.
  id_index     bytea,
  reason       text        not null,
  -- The row's cells by column name, sealed JSON.
  cells_sealed text        not null,
  content_hash bytea       not null,
  occurrence   integer     not null,
  source_id    uuid        not null,
  source_row   integer     not null,
  recorded_at  timestamptz not null,
  primary key (county, id)
);
create unique index unmatched_content on households.extract_unmatched (county, kind, content_hash, occurrence);
create index unmatched_person on households.extract_unmatched (county, id_index);
create index unmatched_source on households.extract_unmatched (county, source_id, source_row);
select platform.protect_household('households.extract_unmatched');

-- ── Consents, courses, quality, standing ──────────────────────────────────────────────────────────────────────

create table households.consent (
  county           char(6)     not null,
  id               uuid        not null,
  region           text        not null,
  household_id     uuid        not null,
  person_id        uuid,
  -- What may be used (income, health, account, credit, contact), for whom, until when.
  what             text        not null check (what in ('identity', 'income', 'health', 'account', 'credit', 'contact')),
  recipient        text        not null,
  purpose          text        not null,
  given_on         date        not null,
  until            date        not null check (until >= given_on),
  withdrawn_at     timestamptz,
  withdrawn_by     text,
  source_id        uuid        not null,
  recorded_at      timestamptz not null,
  recorded_by      text        not null,
  recorded_by_name text        not null,
  primary key (county, id),
  foreign key (county, household_id) references households.household (county, id)
);
create index consent_household on households.consent (county, household_id);
select platform.protect_household('households.consent');

create table households.course_record (
  county       char(6)     not null,
  id           uuid        not null,
  region       text        not null,
  household_id uuid        not null,
  person_id    uuid        not null,
  course       text        not null,
  kind         text        not null check (kind in ('digital', 'commerce', 'production')),
  finished_on  date        not null,
  source_id    uuid        not null,
  recorded_at  timestamptz not null,
  primary key (county, id),
  foreign key (county, person_id) references households.person (county, id)
);
create unique index course_once on households.course_record (county, person_id, course);
create index course_household on households.course_record (county, household_id);
select platform.protect_household('households.course_record');

create table households.quality_task (
  county       char(6)     not null,
  id           uuid        not null,
  region       text        not null,
  household_id uuid        not null,
  sheet        text        not null,
  -- Name and masked ID number, or ''.
  person       text        not null,
  column_name  text        not null,
  code         text        not null,
  detail       jsonb       not null,
  source_id    uuid        not null,
  source_row   integer     not null,
  opened_at    timestamptz not null,
  closed_at    timestamptz,
  closed_by    text,
  note         text,
  primary key (county, id)
);
create unique index quality_open on households.quality_task (county, household_id, code, column_name, person) where closed_at is null;
create index quality_recent on households.quality_task (county, opened_at desc, id) where closed_at is null;
select platform.protect_household('households.quality_task');

-- Risk level of a household as monitoring last told it, so that the list can be filtered by it.
create table households.standing (
  county       char(6) not null,
  household_id uuid    not null,
  region       text    not null,
  risk         text    not null check (risk in ('高', '中', '低')),
  as_of        date    not null,
  primary key (county, household_id)
);
create index standing_risk on households.standing (county, risk, household_id);
select platform.protect_household('households.standing');

-- Households and persons of each village, kept by the import: totals without counting.
create table households.village_tally (
  county       char(6) not null,
  region       text    not null,
  household_id uuid,
  households   bigint  not null,
  persons      bigint  not null,
  primary key (county, region)
);
select platform.protect_household('households.village_tally');

-- ── Imports ───────────────────────────────────────────────────────────────────────────────────────────────────

create table households.import_batch (
  county          char(6)     not null,
  id              uuid        not null,
  region          text        not null,
  household_id    uuid,
  state           text        not null check (state in ('reading', 'staged', 'committed', 'discarded', 'refused')),
  as_of           date        not null,
  -- Files, sheets, headers and mapping as read.
  tables          jsonb       not null,
  -- Counts of the preview, then of the commit.
  counts          jsonb,
  refusal         jsonb,
  job_id          uuid,
  created_at      timestamptz not null,
  created_by      text        not null,
  created_by_name text        not null,
  ended_at        timestamptz,
  primary key (county, id)
);
create index import_recent on households.import_batch (county, created_at desc);
select platform.protect_household('households.import_batch');

create table households.import_problem (
  county       char(6) not null,
  batch_id     uuid    not null,
  seq          bigint  not null,
  region       text    not null,
  household_id uuid,
  table_kind   text    not null,
  sheet        text    not null,
  row          integer not null,
  household_no text    not null,
  person       text    not null,
  column_name  text    not null,
  code         text    not null,
  severity     text    not null check (severity in ('error', 'warning')),
  detail       jsonb   not null,
  primary key (county, batch_id, seq)
);
create index problem_code on households.import_problem (county, batch_id, code);
create index problem_household on households.import_problem (county, batch_id, household_no);
select platform.protect_household('households.import_problem');

-- The rejected rows as they were read, kept to be given back with their reasons.
create table households.import_rejected (
  county       char(6) not null,
  batch_id     uuid    not null,
  table_kind   text    not null,
  row          integer not null,
  key          text    not null,
  region       text    not null,
  household_id uuid,
  cells_sealed text    not null,
  primary key (county, batch_id, table_kind, row)
);
create index rejected_key on households.import_rejected (county, batch_id, table_kind, key, row);
select platform.protect_household('households.import_rejected');

-- Staging: unlogged, one batch's rows between reading and commit; what a kill leaves here is cleared by the next batch.
create unlogged table households.staged_row (
  county       char(6) not null,
  batch_id     uuid    not null,
  region       text    not null,
  household_id uuid,
  table_kind   text    not null,
  row          integer not null,
  -- 户编号 as households and members are joined by it.
  key          text    not null collate "C",
  cells_sealed text    not null
);
create index staged_row_key on households.staged_row (county, batch_id, table_kind, key, row);
select platform.protect_household('households.staged_row');

create unlogged table households.staged_household (
  county         char(6)       not null,
  batch_id       uuid          not null,
  no             text          not null collate "C",
  row            integer       not null,
  -- The registered household's, or the one that a new household will have.
  household_id   uuid          not null,
  accepted       boolean       not null,
  region         text          not null,
  address        text,
  head_name      text          not null,
  members        integer       not null,
  category       text,
  relief         text          not null,
  phone_sealed   text,
  bank           text,
  account_sealed text,
  housing_grade  text,
  safe_water     boolean,
  tea_mu         numeric(10,2) not null,
  farm_mu        numeric(10,2) not null,
  forest_mu      numeric(10,2) not null,
  shop           boolean       not null,
  conduct        text          not null,
  year           integer       not null,
  wage_fen       bigint        not null,
  business_fen   bigint        not null,
  property_fen   bigint        not null,
  transfer_fen   bigint        not null,
  expense_fen    bigint        not null,
  items          jsonb         not null,
  content_hash   bytea         not null
);
create index staged_household_no on households.staged_household (county, batch_id, no);
select platform.protect_household('households.staged_household');

create unlogged table households.staged_person (
  county            char(6)  not null,
  batch_id          uuid     not null,
  no                text     not null collate "C",
  row               integer  not null,
  -- Id for a person who is new; a registered one keeps his own.
  new_id            uuid     not null,
  household_id      uuid     not null,
  -- As the household's.
  accepted          boolean  not null,
  region            text     not null,
  label             text     not null,
  name              text     not null,
  id_sealed         text     not null,
  id_index          bytea    not null,
  sex               text     not null,
  birth             date     not null,
  relation          text     not null,
  education         text,
  student           text,
  chronic           boolean  not null,
  serious           boolean  not null,
  disabled          boolean  not null,
  disability_grade  smallint,
  labour            text     not null,
  work_region       text,
  work_months       smallint not null,
  insured           boolean,
  content_hash      bytea    not null
);
create index staged_person_id on households.staged_person (county, batch_id, id_index);
select platform.protect_household('households.staged_person');

-- ID numbers of the members of households kept out: a number that stands there and elsewhere is faulty in both rows.
create unlogged table households.staged_identity (
  county       char(6) not null,
  batch_id     uuid    not null,
  region       text    not null,
  household_id uuid,
  no           text    not null collate "C",
  row          integer not null,
  label        text    not null,
  id_index     bytea   not null
);
create index staged_identity_index on households.staged_identity (county, batch_id, id_index);
select platform.protect_household('households.staged_identity');

create unlogged table households.staged_extract (
  county       char(6) not null,
  batch_id     uuid    not null,
  -- Of the person it matched, once that is known.
  region       text    not null,
  household_id uuid,
  person_id    uuid,
  source_id    uuid    not null,
  file         text    not null,
  kind         text    not null,
  row          integer not null,
  new_id       uuid    not null,
  label        text    not null,
  name         text    not null,
  -- Null when the row cannot be read.
  id_index     bytea,
  reason       text,
  on_day       date,
  text_1       text,
  text_2       text,
  sealed_1     text,
  number_1     bigint,
  number_2     bigint,
  number_3     bigint,
  natural_key  bytea,
  occurrence   integer not null,
  cells_sealed text    not null,
  content_hash bytea   not null
);
create index staged_extract_content on households.staged_extract (county, batch_id, kind, content_hash);
select platform.protect_household('households.staged_extract');

-- Statistics, taken inside the import's transaction: of the staging tables, without which the planner would loop where
-- it should hash, and of the registry, so that the first screening after the first import is not planned for empty
-- tables. Only an owner may take them.
create function households.analyze_staging() returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  analyze households.staged_row, households.staged_household, households.staged_person, households.staged_identity, households.staged_extract;
end $$;

create function households.analyze_registry() returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  analyze households.household, households.person, households.income, households.settlement, households.tuition,
    households.unemployment, households.disability, households.disaster, households.relief, households.extract_unmatched;
end $$;

-- ── Views for other contexts (README, "Views"): stable; current rows only; nothing sealed ─────────────────────

create view households.pub_household with (security_invoker = true) as
  select county, id, no, region, head_name, members, category, coalesce(category in ('脱贫户', '脱贫不稳定户'), false) as once_poor,
    relief, housing_grade, safe_water, tea_mu, farm_mu, forest_mu, shop, conduct, coalesce(online_unwilling, false) as online_unwilling,
    source_id, source_row, version, valid_from, recorded_at
  from households.household;

create view households.pub_person with (security_invoker = true) as
  select county, id, household_id, region, name, sex, birth, relation, relation = '户主' as is_head,
    education, array_position(array['文盲或半文盲', '小学', '初中', '高中', '大专', '本科及以上'], education) as education_rank,
    student,
    case when student is null or student = '学龄前儿童' then null
      when student = '学前教育' then 'preschool'
      when student in ('小学', '七年级', '八年级', '九年级', '特殊教育') then 'compulsory'
      when student like '普通高中%' or student like '中职%' then 'senior'
      else 'college' end as student_level,
    chronic, serious, disabled, disability_grade, labour,
    case labour when '普通劳动力' then 1.0 when '技能劳动力' then 1.0 when '弱劳动力或半劳动力' then 0.5 else 0.0 end as labour_units,
    work_region, work_months, insured, source_id, source_row, valid_from, recorded_at
  from households.person where left_on is null;

create view households.pub_income with (security_invoker = true) as
  select county, household_id, region, year, wage_fen, business_fen, property_fen, transfer_fen, expense_fen,
    wage_fen + business_fen + property_fen + transfer_fen - expense_fen as net_fen, items, source_id, source_row, valid_from
  from households.income;

create view households.pub_settlement with (security_invoker = true) as
  select county, id, household_id, person_id, region, settled_on, care, self_pay_fen, total_fen, reimbursed_fen, source_id, source_row
  from households.settlement;

create view households.pub_tuition with (security_invoker = true) as
  select county, id, household_id, person_id, region, school_year, from_day, to_day, stage, cost_fen, source_id, source_row
  from households.tuition;

create view households.pub_unemployment with (security_invoker = true) as
  select county, id, household_id, person_id, region, registered_on, months, source_id, source_row from households.unemployment;

create view households.pub_disability with (security_invoker = true) as
  select county, id, household_id, person_id, region, grade, known_on, source_id, source_row from households.disability;

create view households.pub_disaster with (security_invoker = true) as
  select county, id, household_id, region, happened_on, what, loss_fen, source_id, source_row from households.disaster;

create view households.pub_relief with (security_invoker = true) as
  select county, id, household_id, region, kind, monthly_fen, started_on, ended_on, source_id, source_row from households.relief;

create view households.pub_course with (security_invoker = true) as
  select county, id, household_id, person_id, region, course, kind, finished_on, source_id from households.course_record;

create view households.pub_consent with (security_invoker = true) as
  select county, id, household_id, person_id, region, what, recipient, purpose, given_on, until, withdrawn_at from households.consent;

create view households.pub_source with (security_invoker = true) as
  select county, id, kind, name, as_of, recorded_at, recorded_by_name from households.source;
