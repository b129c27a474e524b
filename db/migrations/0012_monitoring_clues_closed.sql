-- monitoring: a screening closes the clues behind which it finds nothing any more.
alter table monitoring.clue add column closed_at timestamptz, add column closed_by uuid;
alter table monitoring.screening add column clues_closed integer not null default 0;
