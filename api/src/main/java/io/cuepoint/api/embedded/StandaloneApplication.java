package io.cuepoint.api.embedded;

import io.cuepoint.api.ApiConfiguration;
import io.cuepoint.index.IndexConfiguration;
import io.cuepoint.index.consume.ConsumeConfiguration;
import io.cuepoint.ingest.IngestConfiguration;
import io.cuepoint.object.ObjectConfiguration;
import io.cuepoint.queue.QueueConfiguration;
import io.cuepoint.worker.WorkerConfiguration;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything in one JVM. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  ObjectConfiguration.class,
  QueueConfiguration.class,
  IndexConfiguration.class,
  ConsumeConfiguration.class,
  IngestConfiguration.class,
  WorkerConfiguration.class,
  ApiConfiguration.class,
  DemoConfiguration.class
})
public class StandaloneApplication {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (words.contains("--help") || words.contains("-h")) {
      System.out.print(Usage.TEXT);
      return;
    }
    if (!words.isEmpty() && words.get(0).equals(Ask.NAME)) {
      // libraries log to standard output, which is for answers here
      LoggingSystem.get(StandaloneApplication.class.getClassLoader())
          .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
      System.exit(Ask.run(words, System.out, System.err));
    }
    for (String word : words) {
      if (!word.startsWith("-")) {
        System.err.println("unknown command: " + word + " (see --help)");
        System.exit(WRONG_USAGE);
      }
    }
    if (!start(arguments)) {
      System.exit(FAILED);
    }
  }

  private static boolean start(String[] arguments) {
    long begin = System.nanoTime();
    Standalone standalone = new Standalone();
    standalone.stopWithJvm();
    try {
      ConfigurableApplicationContext context = standalone.run(arguments);
      ReadyMessage.print(context, standalone, begin);
      return true;
    } catch (Throwable e) { // whatever it is: the broker's threads would keep the JVM alive
      if (!standalone.stopping()) {
        System.err.println("Cuepoint did not start: " + StartFailure.line(e));
        if (debug(arguments)) {
          e.printStackTrace();
        }
      }
      return false;
    }
  }

  static boolean debug(String[] arguments) {
    return Arrays.asList(arguments).contains("--debug") || Boolean.getBoolean("debug");
  }

  /** The application without what surrounds it. */
  static SpringApplication application() {
    return new SpringApplication(StandaloneApplication.class);
  }
}
