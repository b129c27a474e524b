-- monitoring: a screening decides by the rules, parameters and line in force on the day on which it decides, while its facts
-- speak of the day that the county's data reach to (as_of). NULL: a screening from before the two were told apart; as_of.
alter table monitoring.screening add column rules_on date;
