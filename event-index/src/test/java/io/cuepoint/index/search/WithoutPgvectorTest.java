package io.cuepoint.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.embedded.DatabaseOptions;
import io.cuepoint.embedded.EmbeddedDatabase;
import io.cuepoint.index.IndexConfiguration;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A server that really lacks the extension. */
class WithoutPgvectorTest {
  @TempDir Path folder;

  @Test
  void isRefusedUnlessItIsOptional() {
    DatabaseOptions options = DatabaseOptions.defaults().withPgvector(DatabaseOptions.NONE);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, options)) {
      assertThatThrownBy(() -> start(database, "required").close())
          .hasRootCauseInstanceOf(PgvectorMissingException.class)
          .rootCause()
          .hasMessageContaining("database.no-pgvector")
          .hasMessageContaining("cuepoint.database.pgvector=optional");
      try (ConfigurableApplicationContext context = start(database, "optional")) {
        assertThat(context.getBean(VectorSearch.class).describe())
            .isEqualTo("exact in the service: the PostgreSQL server has no extension named vector");
      }
    }
  }

  private static ConfigurableApplicationContext start(EmbeddedDatabase database, String pgvector) {
    return new SpringApplicationBuilder(IndexConfiguration.class)
        .web(WebApplicationType.NONE)
        .properties(
            "cuepoint.database.url=" + database.jdbcUrl(),
            "cuepoint.database.user=" + database.user(),
            "cuepoint.database.password=" + database.password(),
            "cuepoint.database.pgvector=" + pgvector,
            "logging.level.org.springframework=OFF",
            "spring.main.banner-mode=off")
        .run();
  }
}
