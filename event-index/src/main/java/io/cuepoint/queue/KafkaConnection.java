package io.cuepoint.queue;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/** What every client of the broker is told. */
public final class KafkaConnection {
  private final KafkaProperties properties;

  public KafkaConnection(KafkaProperties properties) {
    this.properties = properties;
  }

  /** A map of its own for each caller, to add to. */
  public Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(properties.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000");
    return settings;
  }

  Admin admin() {
    return Admin.create(settings());
  }

  KafkaProperties properties() {
    return properties;
  }
}
