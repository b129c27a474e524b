-- platform, distributed: rows of a county lie together on one node. Keys, idempotency, job runs and sign-in are no county's
-- rows: they stay on the coordinator, those that one transaction writes beside county rows known to the cluster.
do $$ begin
  execute format('alter database %I set citus.propagate_set_commands = %L', current_database(), 'local');
end $$;
select create_distributed_table('platform.audit_head', 'county', colocate_with => 'none');
select create_distributed_table('platform.audit', 'county', colocate_with => 'platform.audit_head');
select citus_add_local_table_to_metadata('platform.idempotency');
select citus_add_local_table_to_metadata('platform.job_run');
select citus_add_local_table_to_metadata('platform.data_key');
