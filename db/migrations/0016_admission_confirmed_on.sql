-- The county's business date on which a named person confirmed the finding: education and months are not before it.
alter table admission.correction add column confirmed_on date;
update admission.correction c set confirmed_on = coalesce(
  (select d.business_date from admission.decision d
    where d.county = c.county and d.id = c.decision_id and d.decided_at = c.created_at),
  (c.created_at at time zone 'Asia/Shanghai')::date);
alter table admission.correction alter column confirmed_on set not null;
