package io.cuepoint.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a broker alone in its cluster, small, and careful with what it has confirmed. */
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerSettings() {}

  static Properties of(Path data, int port, int controllerPort) {
    Properties settings = new Properties();
    String broker = "PLAINTEXT://127.0.0.1:" + port;
    String controller = CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort;
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("listeners", broker + "," + controller);
    settings.put("advertised.listeners", broker + "," + controller);
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.put("log.dirs", data.toString());

    // topics are created by name with settings of their own, or not at all
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");

    // what is confirmed lies in the page cache, which a killed process does not take with it;
    // for the case that the machine goes too, it is on disk a second later
    settings.put("log.flush.interval.ms", "1000");
    settings.put("log.flush.scheduler.interval.ms", "1000");
    settings.put("log.segment.bytes", Integer.toString(64 << 20));
    settings.put("num.recovery.threads.per.data.dir", "2");
    // committed offsets outlive a long holiday of the whole service: it ages only while running,
    // but a group without members ages too
    settings.put("offsets.retention.minutes", Integer.toString(365 * 24 * 60));

    // groups: no waiting for members that do not exist; locks as short as tests want them
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.share.delivery.count.limit", "10");
    settings.put("group.share.min.record.lock.duration.ms", "1000");
    settings.put("group.share.max.record.lock.duration.ms", "600000");
    settings.put("group.consumer.min.session.timeout.ms", "1000");
    settings.put("group.share.min.session.timeout.ms", "1000");
    settings.put("group.share.min.heartbeat.interval.ms", "200");
    settings.put("group.min.session.timeout.ms", "1000");

    // after a kill the controller waits this long before it takes the same broker again
    settings.put("broker.session.timeout.ms", "4000");
    settings.put("broker.heartbeat.interval.ms", "500");

    // memory and threads for one machine, not for a data centre
    settings.put("num.network.threads", "1");
    settings.put("num.io.threads", "2");
    settings.put("num.replica.fetchers", "1");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.threads", "1");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    settings.put("socket.request.max.bytes", Integer.toString(16 << 20));
    return settings;
  }
}
