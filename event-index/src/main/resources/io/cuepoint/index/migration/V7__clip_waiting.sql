-- When the clip was announced (its message's time on the broker), and whether no model has looked
-- at it yet.
alter table clip add column sampled_at timestamptz, add column waiting boolean not null default false;
create index clip_waiting on clip (sampled_at) where waiting;
