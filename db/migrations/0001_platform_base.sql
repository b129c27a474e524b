-- Platform: request scope for row-level security, audit trail, idempotency keys, sealed-field keys, job runs, sign-in.
-- The application's role (xingnong_app) is created by the migration runner; it owns nothing and cannot bypass policies.

create schema platform;
create schema auth;
-- Trigram look-ups of names (ships with PostgreSQL as a trusted extension).
create extension if not exists pg_trgm;

-- ── Request scope ─────────────────────────────────────────────────────────────────────────────────────────────
-- Each request's transaction sets app.county, app.region, app.household, app.may_write by SET LOCAL.
-- nullif: after an earlier SET LOCAL a setting reverts to '' and '' || '%' would match everything.

create function platform.sees(county character, region text, household uuid) returns boolean
  language sql stable parallel safe
  return county = nullif(current_setting('app.county', true), '')::bpchar
     and (region like nullif(current_setting('app.region', true), '') || '%'
          or household = nullif(current_setting('app.household', true), '')::uuid);

create function platform.sees_county(county character) returns boolean
  language sql stable parallel safe
  return county = nullif(current_setting('app.county', true), '')::bpchar;

create function platform.may_write() returns boolean
  language sql stable parallel safe
  return nullif(current_setting('app.may_write', true), '') = 'on';

-- Protects a table whose rows are about one household: seen by region prefix or by ownership.
create function platform.protect_household(target regclass, household_column text default 'household_id') returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy read_in_scope on %s for select using (platform.sees(county, region, %I))', target, household_column);
  execute format('create policy insert_in_scope on %s for insert with check (platform.may_write() and platform.sees(county, region, %I))', target, household_column);
  execute format('create policy update_in_scope on %1$s for update using (platform.may_write() and platform.sees(county, region, %2$I)) with check (platform.sees(county, region, %2$I))', target, household_column);
  execute format('create policy delete_in_scope on %s for delete using (platform.may_write() and platform.sees(county, region, %I))', target, household_column);
end $$;

-- Protects a table whose rows belong to a county as a whole: officials of that county only (a region scope is set).
create function platform.protect_county(target regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format($p$create policy read_in_county on %s for select using (platform.sees_county(county) and nullif(current_setting('app.region', true), '') is not null)$p$, target);
  execute format($p$create policy insert_in_county on %s for insert with check (platform.may_write() and platform.sees_county(county) and nullif(current_setting('app.region', true), '') is not null)$p$, target);
  execute format($p$create policy update_in_county on %s for update using (platform.may_write() and platform.sees_county(county) and nullif(current_setting('app.region', true), '') is not null)$p$, target);
  execute format($p$create policy delete_in_county on %s for delete using (platform.may_write() and platform.sees_county(county) and nullif(current_setting('app.region', true), '') is not null)$p$, target);
end $$;

-- ── Audit: append-only, hash-chained per county (spec 2, "Audit") ─────────────────────────────────────────────

create table platform.audit_head (
  county char(6) primary key,
  seq    bigint not null,
  hash   text   not null
);

create table platform.audit (
  county     char(6)     not null,
  seq        bigint      not null,
  at         timestamptz not null,
  actor_id   text        not null,
  actor_name text        not null,
  role       text        not null,
  action     text        not null,
  subject    text        not null,
  -- The exact text that was hashed, with before, after and note inside.
  entry      text        not null,
  prev_hash  text        not null,
  hash       text        not null,
  primary key (county, seq)
);
create index audit_subject on platform.audit (county, subject, seq);
create index audit_actor on platform.audit (county, actor_id, seq);

alter table platform.audit enable row level security;
create policy audit_read on platform.audit for select using (platform.sees_county(county));
create policy audit_append on platform.audit for insert with check (platform.sees_county(county));
alter table platform.audit_head enable row level security;
create policy head_read on platform.audit_head for select using (platform.sees_county(county));
create policy head_insert on platform.audit_head for insert with check (platform.sees_county(county));
create policy head_update on platform.audit_head for update using (platform.sees_county(county));

-- ── Idempotency: one row a key and actor, written in the command's own transaction ────────────────────────────

create table platform.idempotency (
  actor_id     text        not null,
  key          text        not null,
  request_hash text        not null,
  status       integer     not null,
  response     text        not null,
  at           timestamptz not null,
  primary key (actor_id, key)
);
create index idempotency_age on platform.idempotency (at);

-- ── Sealed fields: a data key per county, wrapped by the master key ───────────────────────────────────────────

create table platform.data_key (
  county     char(6)     not null,
  version    integer     not null,
  wrapped    bytea       not null,
  created_at timestamptz not null,
  primary key (county, version)
);

-- ── Job runs: what people see of a long task; the queue itself is pg-boss ─────────────────────────────────────

create table platform.job_run (
  id         uuid        primary key,
  county     char(6)     not null,
  kind       text        not null,
  actor_id   text        not null,
  actor_name text        not null,
  state      text        not null check (state in ('queued', 'running', 'done', 'failed')),
  step       text        not null,
  done       bigint      not null,
  total      bigint      not null,
  input      jsonb       not null,
  result     jsonb,
  error      text,
  queued_at  timestamptz not null,
  started_at timestamptz,
  ended_at   timestamptz
);
create index job_run_recent on platform.job_run (county, queued_at desc);
select platform.protect_county('platform.job_run');

-- ── Sign-in tables, as the sign-in library names them ─────────────────────────────────────────────────────────

create table auth."user" (
  "id"               text primary key,
  "name"             text        not null,
  "email"            text        not null unique,
  "emailVerified"    boolean     not null,
  "image"            text,
  "createdAt"        timestamptz not null,
  "updatedAt"        timestamptz not null,
  "username"         text unique,
  "displayUsername"  text,
  "twoFactorEnabled" boolean
);
create table auth."session" (
  "id"        text primary key,
  "expiresAt" timestamptz not null,
  "token"     text        not null unique,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId"    text        not null references auth."user" ("id") on delete cascade
);
create index session_owner on auth."session" ("userId");
create table auth."account" (
  "id"                    text primary key,
  "accountId"             text        not null,
  "providerId"            text        not null,
  "userId"                text        not null references auth."user" ("id") on delete cascade,
  "accessToken"           text,
  "refreshToken"          text,
  "idToken"               text,
  "accessTokenExpiresAt"  timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope"                 text,
  "password"              text,
  "createdAt"             timestamptz not null,
  "updatedAt"             timestamptz not null
);
create index account_user on auth."account" ("userId");
create table auth."verification" (
  "id"         text primary key,
  "identifier" text        not null,
  "value"      text        not null,
  "expiresAt"  timestamptz not null,
  "createdAt"  timestamptz not null,
  "updatedAt"  timestamptz not null
);
create index verification_identifier on auth."verification" ("identifier");
create table auth."twoFactor" (
  "id"                      text primary key,
  "secret"                  text not null,
  "backupCodes"             text not null,
  "userId"                  text not null references auth."user" ("id") on delete cascade,
  "verified"                boolean,
  "failedVerificationCount" integer,
  "lockedUntil"             timestamptz
);
create index two_factor_user on auth."twoFactor" ("userId");
create table auth."rateLimit" (
  "id"          text primary key,
  "key"         text    not null unique,
  "count"       integer not null,
  "lastRequest" bigint  not null
);
