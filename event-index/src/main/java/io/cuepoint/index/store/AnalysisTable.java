package io.cuepoint.index.store;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.Task;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes to the table {@code analysis} what is asked for. To be called in a transaction. */
final class AnalysisTable {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  AnalysisTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Adds {@code analysis} unless its id is there; whether it was added.
   *
   * @throws IllegalArgumentException when its task holds text that cannot be stored
   */
  boolean add(UUID videoId, Analysis analysis) {
    check(analysis.task());
    return jdbc.sql(
                """
                insert into analysis (video_id, id, first, task, interactive, spans, rate,
                  requested_at, sampling)
                values (:videoId, :id, :first, cast(:task as jsonb), :interactive,
                  cast(:spans as jsonb), :rate, :requestedAt, cast(:sampling as jsonb))
                on conflict (video_id, id) do nothing
                """)
            .param("videoId", videoId)
            .param("id", analysis.id())
            .param("first", analysis.id().equals(Analysis.firstId(videoId)))
            .param("task", json.writeValueAsString(analysis.task()))
            .param("interactive", analysis.interactive())
            .param("spans", json.writeValueAsString(analysis.spans()))
            .param("rate", analysis.framesPerSecond(), java.sql.Types.DOUBLE)
            .param("requestedAt", SqlTime.column(analysis.requestedAt()))
            .param("sampling", sampling(analysis), java.sql.Types.VARCHAR)
            .update()
        > 0;
  }

  private @Nullable String sampling(Analysis analysis) {
    return analysis.sampling() == null ? null : json.writeValueAsString(analysis.sampling());
  }

  private static void check(Task task) {
    task.lookFor().forEach(phrase -> StorableText.check("lookFor", phrase));
    StorableText.check("query", task.query());
    StorableText.check("schema", task.schema());
  }
}
