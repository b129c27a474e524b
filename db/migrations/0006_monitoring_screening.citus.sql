-- monitoring, distributed.
select create_distributed_table('monitoring.facts', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('monitoring.screening', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('monitoring.assessment', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('monitoring.clue', 'county', colocate_with => 'platform.audit_head');
