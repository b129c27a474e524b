-- financing: the savings that were declared with a plan, in yuan as written; NULL where none were.
alter table financing.plan add column savings_yuan text;
