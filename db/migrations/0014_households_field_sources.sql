-- households: whose word each column is, for those who trace a figure (a visit, a declaration, an extract; else the roster).
create or replace view households.pub_household with (security_invoker = true) as
  select county, id, no, region, head_name, members, category, coalesce(category in ('脱贫户', '脱贫不稳定户'), false) as once_poor,
    relief, housing_grade, safe_water, tea_mu, farm_mu, forest_mu, shop, conduct, coalesce(online_unwilling, false) as online_unwilling,
    source_id, source_row, version, valid_from, recorded_at, field_source
  from households.household;
