-- Messages that leave with the rows that they tell of. seq is taken under a lock that is held until
-- the commit: rows become visible in the order of seq.
create table outbox (
  seq bigint primary key,
  topic text not null,
  key text not null,
  payload text not null,
  created_at timestamptz not null,
  -- EventIndexed only, for replay
  video_id uuid,
  label text
);
create sequence outbox_seq owned by outbox.seq;
create index outbox_changes on outbox (seq) where video_id is not null;
create index outbox_video_changes on outbox (video_id, seq) where video_id is not null;

create table outbox_relay (
  one boolean primary key default true check (one),
  -- everything up to here is on the broker
  sent bigint not null,
  -- everything up to here may have been removed
  pruned bigint not null
);
insert into outbox_relay (sent, pruned) values (0, 0);
