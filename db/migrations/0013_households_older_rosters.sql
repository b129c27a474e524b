-- households: a roster of an earlier day than the one that a household stands by brings its income of that year and
-- nothing else: the registry does not go back.
alter table households.staged_household add column older boolean not null default false;
alter table households.staged_person add column older boolean not null default false;
