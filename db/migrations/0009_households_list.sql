-- households: the list of a county of 300,000 households. Searches and regions are answered from the index alone: what
-- row-level security asks of a row (county, region, id) stands in it beside what is searched. Numbers are found by
-- their beginning, which only the "C" order can tell an index.

create index household_number on households.household (county, no collate "C") include (region, id);

drop index households.household_region;
create index household_region on households.household (county, region) include (no, id);

drop index households.household_head;
create index household_head on households.household (county, head_name collate "C") include (no, region, id);

drop index households.person_name;
create index person_name on households.person (county, name collate "C") include (household_id, region) where left_on is null;

drop index households.standing_risk;
create index standing_risk on households.standing (county, risk) include (household_id, region);
