-- admission: the county's register of produce that may be sold with finance behind it (local, native or processed), and what
-- of it a decision named. NULL on decisions from before: none was asked for.
create table admission.produce (
  county            char(6)     not null,
  id                uuid        not null,
  name              text        not null check (name = btrim(name) and length(name) between 1 and 60),
  nature            text        not null check (nature in ('native', 'processed')),
  -- Where it comes from: the county, a township or a village of it.
  origin            text        not null,
  -- What shows that it is local: a geographical indication, a county's list, …
  source            text        not null,
  listed_on         date        not null,
  listed_by         text        not null,
  listed_by_name    text        not null,
  listed_at         timestamptz not null,
  withdrawn_on      date,
  withdrawn_by      text,
  withdrawn_by_name text,
  withdrawn_reason  text,
  primary key (county, id),
  check ((withdrawn_on is null) = (withdrawn_reason is null))
);
create unique index produce_listed on admission.produce (county, name) where withdrawn_on is null;
select platform.protect_county('admission.produce');

alter table admission.decision add column produce jsonb;
alter table admission.enterprise add column produce jsonb;
