-- admission: decisions on who may use which finance, corrections with their check-ins, appeals, enterprises.

create schema admission;

-- Append-only: a later row of the same household replaces an earlier one, nothing is rewritten.
create table admission.decision (
  county          char(6)     not null,
  id              uuid        not null,
  household_id    uuid        not null,
  region          text        not null,
  -- 1, 2, 3 … per household: two people deciding at once meet on the unique key.
  seq             integer     not null,
  outcome         text        not null check (outcome in ('social_relief', 'correction', 'train_first', 'traditional_only', 'admitted')),
  suggested       text        not null check (suggested in ('social_relief', 'correction', 'train_first', 'traditional_only', 'admitted')),
  reason          text        not null,
  clause          text        not null,
  -- Reasons of the table, [{"zh", "en"}], the version and trace that gave them, and the facts judged.
  reasons         jsonb       not null,
  rule_version    jsonb       not null,
  trace           jsonb       not null,
  facts           jsonb       not null,
  facts_as_of     date        not null,
  activity        text,
  training        jsonb,
  handed_to       text,
  decided_by      text        not null,
  decided_by_name text        not null,
  decided_by_role text        not null,
  decided_at      timestamptz not null,
  business_date   date        not null,
  primary key (county, id)
);
create unique index decision_order on admission.decision (county, household_id, seq);
create index decision_region on admission.decision (county, region, decided_at desc);
alter table admission.decision enable row level security;
create policy read_in_scope on admission.decision for select using (platform.sees(county, region, household_id));
create policy append_in_scope on admission.decision for insert
  with check (platform.may_write() and platform.sees(county, region, household_id));

create table admission.correction (
  county            char(6)     not null,
  id                uuid        not null,
  household_id      uuid        not null,
  region            text        not null,
  decision_id       uuid        not null,
  kind              text        not null check (kind in ('懒散', '赌博')),
  found_on          date        not null,
  evidence          text        not null,
  attested_by       text        not null,
  supervisor_id     text        not null,
  supervisor_name   text        not null,
  months            integer     not null check (months >= 12),
  state             text        not null check (state in ('education', 'running', 'passed', 'restarted', 'lifted')),
  educated_on       date,
  educated_by       text,
  starts_on         date,
  until             date,
  reviewed_on       date,
  created_at        timestamptz not null,
  primary key (county, id),
  check ((state = 'education') <= (starts_on is null)),
  check ((starts_on is null) = (until is null))
);
create unique index correction_active on admission.correction (county, household_id) where state in ('education', 'running');
create index correction_household on admission.correction (county, household_id, created_at);
create index correction_due on admission.correction (county, until) where state = 'running';
select platform.protect_household('admission.correction');

create table admission.checkin (
  county        char(6)     not null,
  id            uuid        not null,
  household_id  uuid        not null,
  region        text        not null,
  correction_id uuid        not null,
  -- Month of the correction, from 1.
  month         integer     not null,
  visited_on    date        not null,
  state         text        not null check (state in ('good', 'doubt')),
  note          text        not null,
  by_id         text        not null,
  by_name       text        not null,
  recorded_at   timestamptz not null,
  primary key (county, id)
);
create unique index checkin_month on admission.checkin (county, correction_id, month);
alter table admission.checkin enable row level security;
create policy read_in_scope on admission.checkin for select using (platform.sees(county, region, household_id));
create policy append_in_scope on admission.checkin for insert
  with check (platform.may_write() and platform.sees(county, region, household_id));

create table admission.appeal (
  county        char(6)     not null,
  id            uuid        not null,
  household_id  uuid        not null,
  region        text        not null,
  decision_id   uuid        not null,
  grounds       text        not null,
  on_behalf_of  text,
  filed_by      text        not null,
  filed_by_name text        not null,
  filed_at      timestamptz not null,
  state         text        not null check (state in ('open', 'upheld', 'returned')),
  answer        text,
  answered_by   text,
  answered_by_name text,
  answered_at   timestamptz,
  authority     text,
  primary key (county, id),
  check ((state = 'open') = (answered_at is null))
);
create unique index appeal_open on admission.appeal (county, household_id) where state = 'open';
create index appeal_household on admission.appeal (county, household_id, filed_at);
create index appeal_decision on admission.appeal (county, decision_id);
select platform.protect_household('admission.appeal');

-- Enterprises and co-operatives that work with at-risk households (spec 4, "admission").
create table admission.enterprise (
  county            char(6)     not null,
  id                uuid        not null,
  credit_code       text        not null,
  name              text        not null,
  kind              text        not null check (kind in ('enterprise', 'cooperative')),
  licence_until     date,
  activity          text        not null,
  employs           integer     not null check (employs >= 0),
  buys_from         integer     not null check (buys_from >= 0),
  certified         boolean     not null,
  outcome           text        not null check (outcome in ('admitted', 'green_channel')),
  reason            text        not null,
  decided_by        text        not null,
  decided_by_name   text        not null,
  decided_at        timestamptz not null,
  primary key (county, id)
);
create index enterprise_code on admission.enterprise (county, credit_code, decided_at desc);
alter table admission.enterprise enable row level security;
create policy read_in_county on admission.enterprise for select
  using (platform.sees_county(county) and nullif(current_setting('app.region', true), '') is not null);
create policy append_in_county on admission.enterprise for insert
  with check (platform.may_write() and platform.sees_county(county) and nullif(current_setting('app.region', true), '') is not null);

-- The decision that stands: a household's last one, unless an appeal returned it.
create view admission.pub_standing with (security_invoker = true) as
  select d.county, d.household_id, d.region, d.id as decision_id, d.outcome, d.suggested, d.decided_at,
         c.until as correction_until
  from admission.decision d
  left join admission.correction c
    on c.county = d.county and c.household_id = d.household_id and c.state in ('education', 'running')
  where not exists (select 1 from admission.decision later
                    where later.county = d.county and later.household_id = d.household_id and later.seq > d.seq)
    and not exists (select 1 from admission.appeal a
                    where a.county = d.county and a.decision_id = d.id and a.state = 'returned');
