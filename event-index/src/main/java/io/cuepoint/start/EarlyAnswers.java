package io.cuepoint.start;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Answers at a service's ports from the moment at which they are known until the service's own
 * server takes them: that it lives, that it is not ready, and what it waits for. One object serves
 * one run of a service, among the listeners of its application; it gives the context a {@link
 * StartUp}, to which those that wait report.
 */
public final class EarlyAnswers implements ApplicationListener<SpringApplicationEvent> {
  private final StartUp startUp = new StartUp();
  private final List<EarlyServer> servers = new CopyOnWriteArrayList<>();
  private final @Nullable Thread stopWithJvm;

  /** For a start that something else breaks off, or nothing. */
  public EarlyAnswers() {
    this.stopWithJvm = null;
  }

  private EarlyAnswers(String name) {
    this.stopWithJvm = new Thread(startUp::breakOff, name);
  }

  /** For a service with a JVM of its own: a start that waits ends when the JVM is to end. */
  public static EarlyAnswers ofService() {
    return new EarlyAnswers("break-off-start");
  }

  /** What this run is at. */
  public StartUp startUp() {
    return startUp;
  }

  @Override
  public void onApplicationEvent(SpringApplicationEvent event) {
    if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
      EarlyAnswer answer = new EarlyAnswer(startUp);
      ServiceAddresses.of(prepared.getEnvironment())
          .forEach(address -> EarlyServer.open(address, answer).ifPresent(servers::add));
      if (stopWithJvm != null) {
        Runtime.getRuntime().addShutdownHook(stopWithJvm);
      }
    } else if (event instanceof ApplicationContextInitializedEvent initialized
        && initialized.getApplicationContext() instanceof GenericApplicationContext context) {
      context.registerBean(StartUp.class, () -> startUp);
      context.registerBean(TakeOver.class, () -> new TakeOver(this));
    } else if (event instanceof ApplicationStartedEvent
        || event instanceof ApplicationFailedEvent) {
      servers.forEach(EarlyServer::close);
      keepWithJvm();
    }
  }

  private void keepWithJvm() {
    try {
      if (stopWithJvm != null) {
        Runtime.getRuntime().removeShutdownHook(stopWithJvm);
      }
    } catch (IllegalStateException e) {
      // the JVM is ending: it runs already
    }
  }

  /** Gives a port to the service's own server, which is about to take it. */
  void leave(int port) {
    for (EarlyServer server : servers) {
      if (server.port() == port) {
        server.close();
      }
    }
  }
}
