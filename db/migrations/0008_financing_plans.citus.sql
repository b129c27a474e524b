-- financing, distributed: products are for every county.
select create_reference_table('financing.product');
select create_distributed_table('financing.plan', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('financing.plan_need', 'county', colocate_with => 'platform.audit_head');
