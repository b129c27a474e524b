-- monitoring: the fact row of each household, screenings, what each screening found, and clues.

create schema monitoring;

-- One row a household, derived by one set-based statement (server/contexts/monitoring/facts-sql.ts); the columns
-- are those of kernel/facts.ts, and a test holds the two together. NULL: the context that knows it is not installed.
create table monitoring.facts (
  county                        char(6)  not null,
  household_id                  uuid     not null,
  region                        text     not null,
  no                            text     not null,
  as_of                         date     not null,
  income_year                   integer  not null,
  income_per_head_fen           bigint   not null,
  reference_income_per_head_fen bigint   not null,
  line_fen                      bigint   not null,
  income_margin_fen             bigint   not null,
  reference_margin_fen          bigint   not null,
  net_income_fen                bigint   not null,
  wage_income_fen               bigint   not null,
  business_income_fen           bigint   not null,
  property_income_fen           bigint   not null,
  transfer_income_fen           bigint   not null,
  business_expense_fen          bigint   not null,
  wage_change_bp                integer,
  self_pay_fen                  bigint   not null,
  inpatient_self_pay_fen        bigint   not null,
  outpatient_self_pay_fen       bigint   not null,
  outpatient_max_month_fen      bigint   not null,
  schooling_cost_fen            bigint   not null,
  disaster_loss_fen             bigint   not null,
  jobless_months                integer  not null,
  members                       integer  not null,
  labour_units                  numeric(5, 1) not null,
  full_labour                   integer  not null,
  half_labour                   integer  not null,
  able_adults                   integer  not null,
  skilled                       integer  not null,
  migrants                      integer  not null,
  migrant_months                integer  not null,
  chronic                       integer  not null,
  serious                       integer  not null,
  disabled                      integer  not null,
  severely_disabled             integer  not null,
  students                      integer  not null,
  non_compulsory_students       integer  not null,
  secondary_leavers             integer  not null,
  college_students              integer  not null,
  children                      integer  not null,
  elders                        integer  not null,
  dependants                    integer  not null,
  illiterate_adults             integer  not null,
  head_age                      integer  not null,
  head_education                integer,
  college_educated_labour       integer  not null,
  uninsured                     integer  not null,
  tea_land_mu                   numeric(9, 2) not null,
  farm_land_mu                  numeric(9, 2) not null,
  shop                          boolean  not null,
  housing_grade                 text     not null,
  unsafe_water                  boolean  not null,
  relief                        text     not null,
  left_relief                   boolean  not null,
  once_poor                     boolean  not null,
  conduct                       text     not null,
  courses                       integer  not null,
  online_unwilling              boolean  not null,
  loans                         integer,
  days_past_due                 integer,
  sales_12m_fen                 bigint,
  open_measures                 integer,
  primary key (county, household_id)
);
create index facts_region on monitoring.facts (county, region);
select platform.protect_household('monitoring.facts');

-- Fresh statistics after the whole population has been derived; the application's role may not analyse by itself.
create function monitoring.analyze_facts() returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  analyze monitoring.facts;
end $$;

-- A screening of the whole county: what was used and what came of it.
create table monitoring.screening (
  county        char(6)     not null,
  id            uuid        not null,
  as_of         date        not null,
  started_at    timestamptz not null,
  ended_at      timestamptz not null,
  actor_name    text        not null,
  -- Table versions and model that decided: {"signals": {...}, "category": {...}, "risk": {...}, "model": {...}}.
  versions      jsonb       not null,
  households    integer     not null,
  flagged       integer     not null,
  clues_new     integer     not null,
  clues_kept    integer     not null,
  -- Counts for the result page: [{"key": …, "households": …, "clues": …}].
  by_cause      jsonb       not null,
  by_rule       jsonb       not null,
  by_township   jsonb       not null,
  by_category   jsonb       not null,
  funnel        jsonb       not null,
  primary key (county, id)
);
create index screening_recent on monitoring.screening (county, ended_at desc);
select platform.protect_county('monitoring.screening');

-- What the newest screening says of each household, flagged or not.
create table monitoring.assessment (
  county         char(6) not null,
  household_id   uuid    not null,
  region         text    not null,
  screening_id   uuid    not null,
  -- Chance of relapse as the model puts it, and the share of the county's households with a lower one.
  score          numeric(10, 9),
  score_quantile numeric(7, 6),
  hits           integer not null,
  worst          integer not null,
  rules          text[]  not null,
  causes         text[]  not null,
  category       text,
  risk_level     text    not null,
  clue           boolean not null,
  primary key (county, household_id)
);
create index assessment_region on monitoring.assessment (county, region);
create index assessment_level on monitoring.assessment (county, risk_level, region);
select platform.protect_household('monitoring.assessment');

-- A sign that a household may be at risk, by cause; at most one open clue a household and cause.
create table monitoring.clue (
  county        char(6)     not null,
  id            uuid        not null,
  household_id  uuid        not null,
  region        text        not null,
  source        text        not null check (source in ('screening')),
  cause         text        not null,
  category      text,
  state         text        not null check (state in ('open', 'closed')),
  -- [{"table", "version", "rule", "code", "severity", "reason", "reasonEn"}] of rules; [{"topic", "points"}] of the model.
  reasons       jsonb       not null,
  model_reasons jsonb       not null,
  score         numeric(10, 9),
  opened_at     timestamptz not null,
  opened_by     uuid        not null,
  seen_at       timestamptz not null,
  seen_by       uuid        not null,
  primary key (county, id)
);
create unique index clue_open on monitoring.clue (county, household_id, cause) where state = 'open';
create index clue_household on monitoring.clue (county, household_id);
create index clue_region on monitoring.clue (county, state, region);
select platform.protect_household('monitoring.clue');

-- For other contexts: the fact rows (models fit on them), standing assessments, open clues.
create view monitoring.pub_facts with (security_invoker = true) as
  select f.*, substr(f.region, 1, 9) as township, a.category, a.risk_level
  from monitoring.facts f
  left join monitoring.assessment a on a.county = f.county and a.household_id = f.household_id;
create view monitoring.pub_assessment with (security_invoker = true) as
  select county, household_id, region, score, score_quantile, causes, category, risk_level, clue from monitoring.assessment;
create view monitoring.pub_clue with (security_invoker = true) as
  select county, id, household_id, region, cause, category, state, opened_at from monitoring.clue;
