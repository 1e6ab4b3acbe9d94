-- Times on a video's own clock are whole microseconds (suffix _us).
create table video (
  id uuid primary key,
  name text not null,
  object text not null,
  bytes bigint not null,
  sha256 text not null constraint video_sha256 unique,
  tags text[] not null,
  created_at timestamptz not null,

  -- what a person said about the wall clock goes before what the container says
  given_recorded_at timestamptz,
  recorded_at_is_given boolean not null,
  creation_time timestamptz,
  recorded_at timestamptz generated always as
    (case when recorded_at_is_given then given_recorded_at else creation_time end) stored,

  state text not null default 'received',
  progress double precision not null default 0,

  -- VideoProbed; told_by orders the messages that tell the same thing, the better one stays:
  -- 1 probed, 2 failed, 3 sampled
  probed boolean not null default false,
  told_by smallint not null default 0,
  duration_us bigint,
  streams jsonb not null default '[]',
  warnings jsonb not null default '[]',

  -- VideoSampled; null until it is in
  clips integer,
  detected integer,
  sampled jsonb,
  looks jsonb,

  -- VideoFailed
  failure_code text,
  failure_detail text
);
create index video_newest on video (created_at desc, id desc);
create index video_tags on video using gin (tags);

create table clip (
  video_id uuid not null references video on delete cascade,
  id uuid not null,
  start_us bigint not null,
  end_us bigint not null,
  -- ClipSampled; null until it is in
  fps double precision,
  frames integer,
  object text,
  primary key (video_id, id)
);

-- What one model did with one clip; source_name is '' where the worker had no model.
create table clip_look (
  video_id uuid not null,
  clip_id uuid not null,
  source_name text not null,
  source_version text not null,
  source_prompt text not null,
  outcome text not null,
  reason text,
  events integer not null,
  primary key (video_id, clip_id, source_name, source_version, source_prompt),
  foreign key (video_id, clip_id) references clip on delete cascade
);
