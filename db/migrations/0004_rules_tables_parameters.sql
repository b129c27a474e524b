-- rules: versions of decision tables and dated parameters. Reference data for all counties (region '') and a county's
-- own; everybody reads, a county's scope writes its own rows, only the installation (no scope set) writes shared ones.

create schema rules;

-- Whether a row of this region may be written: by a whole county's scope its own, outside any scope (the installation) all.
create function rules.may_write(region text) returns boolean
  language sql stable parallel safe
  return nullif(current_setting('app.county', true), '') is null
    or (platform.may_write() and region = nullif(current_setting('app.county', true), '')
      and region = nullif(current_setting('app.region', true), ''));

create table rules.table_version (
  -- Division code prefix that the version is for; '' for all.
  region       text        not null check (region ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6})?$'),
  name         text        not null,
  version      integer     not null check (version > 0),
  state        text        not null check (state in ('draft', 'published')),
  -- The JDM file as the editor and the engine exchange it.
  content      jsonb       not null,
  -- Of what decides (columns, cells, hit policy), not of positions on a canvas.
  hash         text        not null,
  note         text        not null,
  saved_at     timestamptz not null,
  saved_by     text        not null,
  valid_from   date,
  published_at timestamptz,
  published_by text,
  primary key (region, name, version),
  check ((state = 'published') = (valid_from is not null and published_at is not null and published_by is not null))
);
create unique index table_version_draft on rules.table_version (region, name) where state = 'draft';
create index table_version_in_force on rules.table_version (name, region, valid_from desc, version desc) where state = 'published';

alter table rules.table_version enable row level security;
create policy read_all on rules.table_version for select using (true);
create policy insert_own on rules.table_version for insert with check (rules.may_write(region));
-- A published version never changes: only drafts can be updated (to published) or thrown away.
create policy update_draft on rules.table_version for update using (state = 'draft' and rules.may_write(region)) with check (rules.may_write(region));
create policy delete_draft on rules.table_version for delete using (state = 'draft' and rules.may_write(region));

create table rules.parameter (
  region      text        not null check (region ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6})?$'),
  name        text        not null,
  valid_from  date        not null,
  -- First day on which it no longer holds; null while it does.
  valid_to    date        check (valid_to > valid_from),
  value       jsonb       not null,
  unit        text        not null,
  source      text        not null,
  -- G government page, M official text on a mirror, S secondary, C computed, U common practice, unverified (示例).
  confidence  text        not null check (confidence in ('G', 'M', 'S', 'C', 'U')),
  note        text        not null,
  recorded_at timestamptz not null,
  recorded_by text        not null,
  primary key (region, name, valid_from)
);
alter table rules.parameter enable row level security;
create policy read_all on rules.parameter for select using (true);
create policy insert_own on rules.parameter for insert with check (rules.may_write(region));
create policy update_own on rules.parameter for update using (rules.may_write(region)) with check (rules.may_write(region));
