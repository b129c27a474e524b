-- places: administrative divisions down to the village, and each county's business date.
-- identity: who an account is: role, county, region or household.

create schema places;

-- Reference data, shared by all counties (statistical division codes, 2023).
create table places.division (
  code   text primary key check (code ~ '^([0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  county char(6) not null,
  level  text not null check (level in ('county', 'township', 'village')),
  parent text,
  name   text not null,
  source text not null
);
create index division_parent on places.division (parent);
create index division_county on places.division (county, level);

-- The business date is data, moved by end of day; null means that it follows the clock (Asia/Shanghai).
create table places.county_state (
  county        char(6) primary key,
  business_date date,
  demo          boolean not null
);

create view places.pub_division with (security_invoker = true) as
  select code, county, level, parent, name from places.division;
create view places.pub_county with (security_invoker = true) as
  select county, business_date, demo from places.county_state;

create schema identity;

create table identity.account (
  user_id      text primary key references auth."user" ("id") on delete cascade,
  county       char(6) not null,
  role         text    not null,
  region       text    not null,
  household_id uuid,
  name         text    not null,
  username     text    not null unique,
  active       boolean not null,
  created_at   timestamptz not null,
  created_by   text    not null,
  check ((role = 'farmer') = (household_id is not null)),
  check (region like county || '%')
);
create index account_county on identity.account (county, role);
create index account_household on identity.account (county, household_id);
