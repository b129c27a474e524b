-- admission, distributed.
select create_distributed_table('admission.produce', 'county', colocate_with => 'platform.audit_head');
