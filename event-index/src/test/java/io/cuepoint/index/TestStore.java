package io.cuepoint.index;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The store of {@link IndexConfiguration} on a database of its own. */
public final class TestStore implements AutoCloseable {
  public final String url = TestDatabase.create();
  private final ConfigurableApplicationContext context;

  public TestStore(Map<String, Object> properties, Class<?>... configurations) {
    Map<String, Object> all = new HashMap<>(properties);
    all.put("cuepoint.database.url", url);
    all.put("cuepoint.database.user", TestDatabase.server().user());
    all.put("cuepoint.database.password", TestDatabase.server().password());
    all.putIfAbsent("cuepoint.database.pgvector", "optional");
    all.put("spring.main.banner-mode", "off");
    Class<?>[] sources = new Class<?>[configurations.length + 1];
    sources[0] = IndexConfiguration.class;
    System.arraycopy(configurations, 0, sources, 1, configurations.length);
    SpringApplication application = new SpringApplication(sources);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(all);
    context = application.run();
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
