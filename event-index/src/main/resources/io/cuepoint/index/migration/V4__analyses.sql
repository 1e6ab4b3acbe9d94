-- Runs of a task over a video. The first is written with the video, the others when they are asked
-- for; of two, the later one (requested_at, then id) supersedes the earlier one where both looked.
create table analysis (
  video_id uuid not null references video on delete cascade,
  id uuid not null,
  -- the look that follows the upload: what ingest tells of it is in the video's own row
  first boolean not null,
  task jsonb not null,
  interactive boolean not null,
  spans jsonb not null,
  rate double precision,
  requested_at timestamptz not null,
  -- AnalysisSampled; null until it is in
  clips integer,
  sampled jsonb,
  failure_code text,
  failure_detail text,
  primary key (video_id, id)
);
create unique index analysis_first on analysis (video_id) where first;
create index analysis_newest on analysis (video_id, requested_at desc, id desc);

-- the id is the one that the services compute: a version 8 UUID from the SHA-256 of its parts
insert into analysis (video_id, id, first, task, interactive, spans, requested_at)
select v.id,
  encode(set_byte(set_byte(h.hash, 6, (get_byte(h.hash, 6) & 15) | 128),
    8, (get_byte(h.hash, 8) & 63) | 128), 'hex')::uuid,
  true, '{"kind": "dense", "lookFor": [], "query": null, "schema": null}', false, '[]', v.created_at
from video v cross join lateral (
  select substring(sha256(
    int4send(36) || convert_to(v.id::text, 'UTF8')
    || int4send(8) || convert_to('analysis', 'UTF8')
    || int4send(5) || convert_to('first', 'UTF8')) from 1 for 16) as hash) h;

-- null until ClipSampled is in: only that tells the clip's analysis
alter table clip add column analysis_id uuid;
update clip c set analysis_id = a.id from analysis a where a.video_id = c.video_id and a.first;
create index clip_analysis on clip (video_id, analysis_id);

alter table clip_look
  -- the reports that this look gave; null: not told
  add column reports uuid[],
  -- what the model said, where it could not be read
  add column answer text,
  add column cut boolean,
  add column repetition_penalty real,
  add column prompt_tokens integer,
  add column answer_tokens integer;

-- by an extraction's schema; null elsewhere
alter table event add column data jsonb;

-- The reports of clips that an event is made of.
create table event_report (
  event_id uuid not null references event on delete cascade,
  video_id uuid not null,
  report_id uuid not null,
  primary key (event_id, report_id)
);
create index event_report_report on event_report (video_id, report_id);

-- What models did with clips, with the clip's place.
create view look as
select l.*, c.analysis_id, c.start_us, c.end_us,
  case when l.reports is null then
    l.events > (select count(*) from report r
      where r.video_id = l.video_id and r.clip_id = l.clip_id and r.source_kind = 'model'
        and r.source_name = l.source_name and r.source_version = l.source_version
        and r.source_prompt = l.source_prompt)
  else
    exists (select 1 from unnest(l.reports) told
      where not exists (select 1 from report r where r.video_id = l.video_id and r.id = told))
  end as reports_missing
from clip_look l join clip c on c.video_id = l.video_id and c.id = l.clip_id;

-- Which analysis replaces which, wherever both looked with the same model and the same prompt.
create view supersession as
select distinct l.video_id, l.analysis_id as later, e.analysis_id as earlier
from look l
join analysis la on la.video_id = l.video_id and la.id = l.analysis_id
join look e on e.video_id = l.video_id and e.source_name = l.source_name
  and e.source_version = l.source_version and e.source_prompt = l.source_prompt
  and e.start_us < l.end_us and l.start_us < e.end_us
join analysis ea on ea.video_id = e.video_id and ea.id = e.analysis_id
where l.outcome = 'analysed' and l.source_name <> ''
  and (la.requested_at, la.id) > (ea.requested_at, ea.id);
