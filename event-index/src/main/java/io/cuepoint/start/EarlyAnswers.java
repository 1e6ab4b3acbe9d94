package io.cuepoint.start;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    } else if (event instanceof ApplicationContextInitializedEvent initialized
        && initialized.getApplicationContext() instanceof GenericApplicationContext context) {
      context.registerBean(StartUp.class, () -> startUp);
      context.registerBean(TakeOver.class, () -> new TakeOver(this));
    } else if (event instanceof ApplicationStartedEvent
        || event instanceof ApplicationFailedEvent) {
      servers.forEach(EarlyServer::close);
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
