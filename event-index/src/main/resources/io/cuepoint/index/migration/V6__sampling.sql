-- How densely an analysis is to sample where no rate is given; null: as configured.
alter table analysis add column sampling jsonb;
