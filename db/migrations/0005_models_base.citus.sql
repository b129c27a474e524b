-- models, distributed: outcomes are a county's, models are for every county.
select create_reference_table('models.model');
select create_distributed_table('models.outcome', 'county', colocate_with => 'platform.audit_head');
select create_distributed_table('models.outcome_import', 'county', colocate_with => 'platform.audit_head');
