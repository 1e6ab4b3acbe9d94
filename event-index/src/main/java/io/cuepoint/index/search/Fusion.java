package io.cuepoint.index.search;

import io.cuepoint.index.search.VectorSearch.Nearest;
import io.cuepoint.index.store.Conditions;
import io.cuepoint.index.store.EventRows;

/** The statement that ranks by words and by meaning and fuses both. */
final class Fusion {
  private static final int K = 60;

  private Fusion() {}

  /**
   * Equal ranks fall to the older event, so that the order is the same on every page.
   *
   * @param where which events are ranked at all
   * @param after which of the fused are on this page
   */
  static String sql(Conditions where, Nearest nearest, Conditions after) {
    return """
        with words as (
          select id, row_number() over (order by rank desc, seq) as n from (
            select e.id, e.seq, ts_rank_cd(e.words, q.query) as rank
            from event e join video v on v.id = e.video_id
              cross join websearch_to_tsquery('english', :text) as q (query)
            %s and e.words @@ q.query
            order by rank desc, e.seq limit :wordsDepth) w),
        nearest as (%s),
        meaning as (
          select m.id, row_number() over (order by m.similarity desc, e.seq) as n
          from nearest m join event e on e.id = m.id
          where m.similarity >= :floor),
        fused as (
          select coalesce(w.id, m.id) as id, w.n as words_rank, m.n as meaning_rank,
            coalesce(1::double precision / (%d + w.n), 0)
              + coalesce(1::double precision / (%3$d + m.n), 0) as score
          from words w full join meaning m on m.id = w.id)
        select %s, f.score, f.words_rank, f.meaning_rank
        from fused f join event e on e.id = f.id join video v on v.id = e.video_id
        %s
        order by f.score desc, e.seq limit :limit
        """
        .formatted(where.sql(), nearest.sql(), K, EventRows.COLUMNS, after.sql());
  }
}
