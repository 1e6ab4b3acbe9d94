package io.cuepoint.queue;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A work queue on Kafka's share groups (KIP-932, generally available with 4.2): every item is
 * acknowledged by itself and its lock renewed while its handler runs; there may be more holders
 * than partitions, and no slow item holds up others.
 *
 * <p>The broker counts deliveries, those too that ended with the death of their holder. A death of
 * broker and holder together, as when a standalone Cuepoint is killed, does not count: what is held
 * is known in the broker's memory alone.
 */
final class ShareGroupQueue implements WorkQueue {
  private static final Logger log = LoggerFactory.getLogger(ShareGroupQueue.class);
  private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(30);
  private static final int LIMIT_OF_BROKERS = 5;

  private final KafkaConnection connection;
  private final WorkProperties properties;
  private final DeadLetters deadLetters;
  private final Traces traces;
  private final MeterRegistry meters;
  private final Clock clock;

  ShareGroupQueue(
      KafkaConnection connection,
      WorkProperties properties,
      DeadLetters deadLetters,
      Traces traces,
      MeterRegistry meters,
      Clock clock) {
    this.connection = connection;
    this.properties = properties;
    this.deadLetters = deadLetters;
    this.traces = traces;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public <T> Subscription consume(List<Lane<T>> lanes, int concurrency, WorkHandler<T> handler) {
    List<ItemWork<T>> works = new ArrayList<>();
    for (Lane<T> lane : lanes) {
      WorkProperties possible = properties.withMaxTries(prepare(lane.group()));
      works.add(
          new ItemWork<>(lane.topic(), handler, possible, deadLetters, traces, meters, clock));
    }
    LaneBacklog backlog = lanes.size() == 1 ? null : new LaneBacklog(connection.admin(), lanes);
    List<ShareGroupMember<T>> members = new ArrayList<>();
    for (int i = 0; i < concurrency; i++) {
      List<ShareLane<T>> own = new ArrayList<>();
      for (int lane = 0; lane < lanes.size(); lane++) {
        own.add(new ShareLane<>(connection, lanes.get(lane), works.get(lane)));
      }
      String name = lanes.get(0).group() + "-" + i;
      members.add(new ShareGroupMember<>(name, own, new LaneTurns(lanes), backlog, properties));
    }
    return () -> {
      members.forEach(ShareGroupMember::close);
      members.forEach(ShareGroupMember::awaitEnd);
      if (backlog != null) {
        backlog.close();
      }
    };
  }

  /** Sets the group's own settings, before its first member; returns the tries it can have. */
  private int prepare(String group) {
    try (Admin admin = connection.admin()) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
      List<AlterConfigOp> settings =
          List.of(
              set("share.auto.offset.reset", "earliest"),
              set("share.record.lock.duration.ms", Long.toString(properties.lock().toMillis())));
      admin
          .incrementalAlterConfigs(Map.of(resource, settings))
          .all()
          .get(ADMIN_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      int possible = Math.max(1, deliveryLimit(admin) - 2);
      if (possible < properties.maxTries()) {
        log.warn("the broker's delivery limit leaves {} tries for items of {}", possible, group);
      }
      return Math.min(possible, properties.maxTries());
    } catch (ExecutionException | TimeoutException e) {
      throw new BrokerUnavailableException("setting up the share group " + group + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("interrupted", e);
    }
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  private static int deliveryLimit(Admin admin) throws InterruptedException {
    try {
      Node node =
          admin.describeCluster().nodes().get(ADMIN_TIMEOUT.toSeconds(), TimeUnit.SECONDS).stream()
              .findFirst()
              .orElseThrow();
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, node.idString());
      Config config =
          admin
              .describeConfigs(List.of(broker))
              .all()
              .get(ADMIN_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
              .get(broker);
      ConfigEntry limit = config == null ? null : config.get("group.share.delivery.count.limit");
      return limit == null ? LIMIT_OF_BROKERS : Integer.parseInt(limit.value());
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      log.info("the broker does not tell its delivery limit ({}), taken as 5", e.toString());
      return LIMIT_OF_BROKERS;
    }
  }
}
