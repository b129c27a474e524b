-- places, identity, distributed: divisions and business dates are on every node; accounts stay beside the sign-in tables.
select create_reference_table('places.division');
select create_reference_table('places.county_state');
