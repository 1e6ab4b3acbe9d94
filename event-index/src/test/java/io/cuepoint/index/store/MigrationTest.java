package io.cuepoint.index.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.Analysis;
import io.cuepoint.contract.Task;
import io.cuepoint.index.TestDatabase;
import io.cuepoint.queue.ContractJson;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MigrationTest {
  @Test
  void videosOfAnEarlierReleaseGetTheirFirstAnalysis() {
    DriverManagerDataSource database =
        new DriverManagerDataSource(
            TestDatabase.create(), TestDatabase.server().user(), TestDatabase.server().password());
    Flyway newest = DatabaseMigration.flyway(database, Duration.ofSeconds(30));
    Flyway.configure()
        .configuration(newest.getConfiguration())
        .target(MigrationVersion.fromVersion("3"))
        .load()
        .migrate();
    JdbcTemplate jdbc = new JdbcTemplate(database);
    UUID video = UUID.randomUUID();
    UUID clip = UUID.randomUUID();
    jdbc.update(
        "insert into video (id, name, object, bytes, sha256, tags, created_at,"
            + " recorded_at_is_given) values (?, 'v', 'o', 1, 'h', '{}', now(), false)",
        video);
    jdbc.update(
        "insert into clip (video_id, id, start_us, end_us) values (?, ?, 0, 1)", video, clip);

    newest.migrate();

    Map<String, Object> first =
        jdbc.queryForMap(
            "select id, first, task::text as task, requested_at = (select created_at from video)"
                + " as then from analysis");
    assertThat(first)
        .containsEntry("id", Analysis.firstId(video))
        .containsEntry("first", true)
        .containsEntry("then", true);
    assertThat(ContractJson.mapper().readValue((String) first.get("task"), Task.class))
        .isEqualTo(Task.DENSE);
    assertThat(jdbc.queryForObject("select analysis_id from clip", UUID.class))
        .isEqualTo(Analysis.firstId(video));
  }
}
