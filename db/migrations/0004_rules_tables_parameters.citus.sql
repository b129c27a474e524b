-- rules, distributed: tables and parameters are read on every node.
select create_reference_table('rules.table_version');
select create_reference_table('rules.parameter');
