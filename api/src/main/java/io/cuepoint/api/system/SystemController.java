package io.cuepoint.api.system;

import io.cuepoint.api.query.QueryParameters;
import io.cuepoint.api.system.SystemView.Broker;
import io.cuepoint.api.system.SystemView.Database;
import io.cuepoint.api.system.SystemView.Limits;
import io.cuepoint.api.system.SystemView.Model;
import io.cuepoint.api.system.SystemView.Queue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Facts about the system. Each is asked for by itself, and what does not answer is said to. */
@RestController
final class SystemController {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final String version;
  private final Limits limits;
  private final Clock clock;
  private final Instant started;
  private final DatabaseFacts database;
  private final BrokerFacts broker;
  private final ModelFacts model;
  private final Scheduler blocking;

  SystemController(
      String version,
      Limits limits,
      Clock clock,
      DatabaseFacts database,
      BrokerFacts broker,
      ModelFacts model,
      Scheduler blocking) {
    this.version = version;
    this.limits = limits;
    this.clock = clock;
    this.started = clock.instant();
    this.database = database;
    this.broker = broker;
    this.model = model;
    this.blocking = blocking;
  }

  @GetMapping("/v1/system")
  Mono<SystemView> system(QueryParameters none) {
    Mono<Database> databaseFacts = ask(database::read, database.unreachable());
    Mono<Broker> brokerFacts = ask(broker::read, new Broker(false, null, null));
    Mono<Model> modelFacts = ask(model::read, ModelFacts.unknown());
    Mono<List<Queue>> queues = ask(broker::queues, List.of());
    return Mono.zip(databaseFacts, brokerFacts, modelFacts, queues)
        .map(
            facts ->
                new SystemView(
                    version,
                    Duration.between(started, clock.instant()).toMillis() / 1000.0,
                    facts.getT1(),
                    facts.getT2(),
                    facts.getT3(),
                    "none",
                    facts.getT4(),
                    limits));
  }

  private <T> Mono<T> ask(Callable<T> fact, T otherwise) {
    return Mono.fromCallable(fact).subscribeOn(blocking).timeout(PATIENCE).onErrorReturn(otherwise);
  }
}
