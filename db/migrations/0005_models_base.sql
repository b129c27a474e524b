-- models: last year's outcomes of each county, and the fitted models with their cards (shared by all counties).

create schema models;

-- Who fell back into poverty in a year, as the county found.
create table models.outcome (
  county       char(6)  not null,
  household_id uuid     not null,
  year         smallint not null,
  region       text     not null,
  relapsed     boolean  not null,
  cause        text,
  import_id    uuid     not null,
  primary key (county, household_id, year),
  check (relapsed or cause is null)
);
create index outcome_year on models.outcome (county, year);
select platform.protect_household('models.outcome');

-- Each file of outcomes: read = accepted + rejected.
create table models.outcome_import (
  county      char(6)     not null,
  id          uuid        not null,
  year        smallint    not null,
  at          timestamptz not null,
  actor_id    text        not null,
  read        integer     not null,
  accepted    integer     not null,
  rejected    integer     not null,
  rejected_by jsonb       not null,
  primary key (county, id),
  check (read = accepted + rejected)
);
create index outcome_import_recent on models.outcome_import (county, year, at desc);
select platform.protect_county('models.outcome_import');

-- Reference data: a published model serves every county. At most one of a kind is published.
create table models.model (
  id           uuid        primary key,
  kind         text        not null check (kind in ('logistic', 'vep')),
  version      integer     not null,
  status       text        not null check (status in ('draft', 'published', 'retired')),
  fitted_on    char(6)     not null,
  fitted_at    timestamptz not null,
  fitted_by    text        not null,
  spec         jsonb       not null,
  card         jsonb       not null,
  published_at timestamptz,
  published_by text,
  unique (kind, version),
  check ((published_at is null) = (status = 'draft'))
);
create unique index model_published on models.model (kind) where status = 'published';

-- Read by all; written by a county's own officials only. A fitted model is never deleted.
alter table models.model enable row level security;
create policy read_all on models.model for select using (true);
create policy insert_own on models.model for insert
  with check (platform.may_write() and fitted_on = nullif(current_setting('app.region', true), '')::bpchar);
create policy update_status on models.model for update
  using (platform.may_write() and length(nullif(current_setting('app.region', true), '')) = 6);
