-- EventLocalized as it came. Events are computed from all of a group's reports, whatever the order
-- in which they arrive.
create table report (
  video_id uuid not null references video on delete cascade,
  id uuid not null,
  clip_id uuid,
  source_kind text not null,
  source_name text not null,
  source_version text not null,
  source_prompt text not null, -- '' where there is none
  label text not null,
  message jsonb not null,
  primary key (video_id, id)
);
create index report_group on report
  (video_id, source_kind, source_name, source_version, source_prompt, label);
create index report_clip on report (video_id, clip_id);

create table embedding_model (
  no integer generated always as identity primary key,
  id text not null constraint embedding_model_id unique,
  dimension integer not null
);

create table event (
  id uuid primary key,
  -- in the order in which events were committed: a reader that saw n never sees a lower one appear
  seq bigint not null constraint event_seq_unique unique,
  video_id uuid not null references video on delete cascade,
  start_us bigint not null,
  end_us bigint not null,
  label text not null,
  description text not null,
  evidence jsonb not null,
  uncertainty_start double precision not null,
  uncertainty_end double precision not null,
  confidence double precision,
  source_kind text not null,
  source_name text not null,
  source_version text not null,
  source_prompt text not null, -- '' where there is none
  boxes jsonb not null,
  revision integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- the model by which the description is embedded; null: still to be done
  embedded integer references embedding_model,
  words tsvector not null generated always as
    (setweight(to_tsvector('english', label), 'A')
      || setweight(to_tsvector('english', description), 'B')) stored
);
create sequence event_seq owned by event.seq;
create index event_time on event (video_id, start_us, end_us, id);
create index event_group on event
  (video_id, source_kind, source_name, source_version, source_prompt, label);
create index event_label on event (label);
create index event_pending on event (seq) where embedded is null;
create index event_pending_video on event (video_id) where embedded is null;
create index event_words on event using gin (words);

-- The last revision of an event that is no longer supported, so that it counts on if it comes back.
create table withdrawn_event (
  id uuid primary key,
  video_id uuid not null references video on delete cascade,
  revision integer not null
);
create index withdrawn_event_video on withdrawn_event (video_id);

-- The meaning of an event's description.
create table event_embedding (
  event_id uuid primary key references event on delete cascade,
  model integer not null references embedding_model,
  vector real[] not null
);
