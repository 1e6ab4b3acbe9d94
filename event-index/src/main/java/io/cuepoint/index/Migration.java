package io.cuepoint.index;

import io.cuepoint.index.search.VectorSearch;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Brings the database up to date, tables and what pgvector needs, and ends: to be run once before
 * the services of a new release start. They would do the same at their start; done before, a fault
 * stops the release and not its services. Needs no broker and no object store.
 */
@Configuration(proxyBeanMethods = false)
@Import(IndexConfiguration.class)
class Migration {
  private static final Logger log = LoggerFactory.getLogger(Migration.class);
  private static final String NAME = "migrate";

  static boolean isAsked(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals(NAME);
  }

  /** Fails with the reason when the database does not come up to date. */
  static void run(String[] arguments) {
    try (ConfigurableApplicationContext done =
        new SpringApplicationBuilder(Migration.class)
            .web(WebApplicationType.NONE)
            .properties("spring.application.name=migration", "spring.main.banner-mode=off")
            .run(Arrays.copyOfRange(arguments, 1, arguments.length))) {
      VectorSearch vectors = done.getBean(VectorSearch.class);
      log.info("the database is up to date; vectors: {}", vectors.describe());
    }
  }
}
