package io.cuepoint.index.consume;

import io.cuepoint.contract.AnalysisSampled;
import io.cuepoint.contract.Failure;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What ingest tells about a later analysis, written to its row. That it failed and that it was
 * sampled are kept apart: whichever comes last, one that was sampled did not fail.
 */
final class AnalysisRow {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  AnalysisRow(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void sampled(AnalysisSampled message) {
    Failure failure = message.failure();
    if (failure == null) {
      jdbc.sql(
              """
              update analysis set clips = :clips, sampled = cast(:sampled as jsonb)
              where video_id = :videoId and id = :id
              """)
          .param("clips", message.clips())
          .param("sampled", json.writeValueAsString(message.sampled()))
          .param("videoId", message.videoId())
          .param("id", message.analysisId())
          .update();
    } else {
      jdbc.sql(
              """
              update analysis set failure_code = :code, failure_detail = :detail
              where video_id = :videoId and id = :id
              """)
          .param("code", failure.code())
          .param("detail", failure.detail())
          .param("videoId", message.videoId())
          .param("id", message.analysisId())
          .update();
    }
  }
}
