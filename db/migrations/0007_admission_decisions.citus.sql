-- admission, distributed.
select create_distributed_table('admission.decision', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('admission.correction', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('admission.checkin', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('admission.appeal', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('admission.enterprise', 'county', colocate_with => 'platform.audit_head');
