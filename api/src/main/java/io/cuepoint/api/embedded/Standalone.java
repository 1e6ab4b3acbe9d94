package io.cuepoint.api.embedded;

import io.cuepoint.start.EarlyAnswers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * One run: takes the home, starts the servers inside, then the services; stops them in the reverse
 * order, each within its time.
 */
final class Standalone {
  private static final Logger log = LoggerFactory.getLogger(Standalone.class);
  private static final Duration SERVICES_LIMIT = Duration.ofSeconds(30);
  private static final Duration SERVERS_LIMIT = Duration.ofSeconds(60);

  private final EarlyAnswers early = new EarlyAnswers();
  private volatile boolean stopping;
  private volatile @Nullable HomeLock home;
  private volatile @Nullable EmbeddedServers servers;
  private volatile @Nullable ConfigurableApplicationContext context;

  ConfigurableApplicationContext run(String[] arguments) {
    SpringApplication application = StandaloneApplication.application();
    application.setRegisterShutdownHook(false); // ours stops the servers after the services
    application.setDefaultProperties(defaults(StandaloneApplication.debug(arguments)));
    application.addListeners(early);
    application.addInitializers(starting -> prepare(starting));
    return application.run(arguments);
  }

  private static Map<String, Object> defaults(boolean debug) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("spring.main.log-startup-info", "false");
    // ids of traces, and on most lines room for them, are for collectors, not for a console
    defaults.put("logging.pattern.correlation", "");
    defaults.put("logging.level.root", "WARN");
    defaults.put("logging.level.io.cuepoint", "INFO");
    // normal at the start of a broker, yet said as warnings
    defaults.put("logging.level.org.apache.kafka.controller.QuorumController", "ERROR");
    defaults.put("logging.level.org.apache.kafka.clients", "ERROR");
    if (!debug) { // one line says it, see StartFailure
      defaults.put("logging.level.org.springframework.boot.SpringApplication", "OFF");
      defaults.put("logging.level.org.springframework.boot.diagnostics", "OFF");
      defaults.put("logging.level.org.springframework.boot.web.server", "ERROR");
      defaults.put("logging.level.org.springframework.context.support", "ERROR");
      defaults.put("logging.level.org.springframework.boot.web.reactive.context", "ERROR");
    }
    return defaults;
  }

  /** Before any bean: what the services connect to must be there first. */
  private void prepare(ConfigurableApplicationContext starting) {
    context = starting;
    ConfigurableEnvironment environment = starting.getEnvironment();
    Path folder =
        Path.of(environment.getProperty("cuepoint.home", ".cuepoint")).toAbsolutePath().normalize();
    home = HomeLock.take(folder);
    EmbeddedServers starters = new EmbeddedServers(folder, environment);
    servers = starters;
    Map<String, Object> properties =
        new HashMap<>(
            early
                .startUp()
                .during("servers", "starting the broker and the database", starters::start));
    properties.put("cuepoint.home", folder.toString());
    environment.getPropertySources().addFirst(new MapPropertySource("standalone", properties));
  }

  /** The folder in which everything lies, once the run has taken it. */
  @Nullable Path homeFolder() {
    HomeLock taken = home;
    return taken == null ? null : taken.folder();
  }

  /** Tells a second instance where this one is to be found. */
  void announce(String address) {
    HomeLock taken = home;
    if (taken != null) {
      taken.announce(address);
    }
  }

  boolean stopping() {
    return stopping;
  }

  void stopWithJvm() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "standalone-stop"));
  }

  /** Stops the services, then the broker, then the database. */
  void stop() {
    stopping = true;
    early.startUp().breakOff();
    ConfigurableApplicationContext services = context;
    if (services != null) {
      within(SERVICES_LIMIT, "services", services::close);
    }
    EmbeddedServers inside = servers;
    if (inside != null) {
      within(SERVERS_LIMIT, "servers", inside::close);
    }
    HomeLock taken = home;
    if (taken != null) {
      taken.close();
    }
  }

  /** A step that hangs is left behind: the exit of the JVM ends its thread. */
  private static void within(Duration limit, String what, Runnable step) {
    Thread thread = new Thread(step, "stop-" + what);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(limit.toMillis());
      if (thread.isAlive()) {
        log.warn("the {} did not stop within {} s", what, limit.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
