-- households, distributed. A foreign key stands between distributed tables only: they are taken off and put on again.
alter table households.person drop constraint person_county_household_id_fkey;
alter table households.income drop constraint income_county_household_id_fkey;
alter table households.settlement drop constraint settlement_county_person_id_fkey;
alter table households.tuition drop constraint tuition_county_person_id_fkey;
alter table households.unemployment drop constraint unemployment_county_person_id_fkey;
alter table households.disability drop constraint disability_county_person_id_fkey;
alter table households.disaster drop constraint disaster_county_household_id_fkey;
alter table households.relief drop constraint relief_county_household_id_fkey;
alter table households.consent drop constraint consent_county_household_id_fkey;
alter table households.course_record drop constraint course_record_county_person_id_fkey;

select create_distributed_table('households.source', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.household', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.person', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.income', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.past', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.settlement', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.tuition', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.unemployment', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.disability', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.disaster', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.relief', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.extract_unmatched', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.consent', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.course_record', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.quality_task', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.standing', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.village_tally', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.import_batch', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.import_problem', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.import_rejected', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.staged_row', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.staged_household', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.staged_person', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.staged_identity', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('households.staged_extract', 'county', colocate_with => 'platform.audit_head');

alter table households.person add constraint person_county_household_id_fkey
  foreign key (county, household_id) references households.household (county, id);
alter table households.income add constraint income_county_household_id_fkey
  foreign key (county, household_id) references households.household (county, id);
alter table households.settlement add constraint settlement_county_person_id_fkey
  foreign key (county, person_id) references households.person (county, id);
alter table households.tuition add constraint tuition_county_person_id_fkey
  foreign key (county, person_id) references households.person (county, id);
alter table households.unemployment add constraint unemployment_county_person_id_fkey
  foreign key (county, person_id) references households.person (county, id);
alter table households.disability add constraint disability_county_person_id_fkey
  foreign key (county, person_id) references households.person (county, id);
alter table households.disaster add constraint disaster_county_household_id_fkey
  foreign key (county, household_id) references households.household (county, id);
alter table households.relief add constraint relief_county_household_id_fkey
  foreign key (county, household_id) references households.household (county, id);
alter table households.consent add constraint consent_county_household_id_fkey
  foreign key (county, household_id) references households.household (county, id);
alter table households.course_record add constraint course_record_county_person_id_fkey
  foreign key (county, person_id) references households.person (county, id);
