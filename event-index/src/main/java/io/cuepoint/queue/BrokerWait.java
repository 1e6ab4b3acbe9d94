package io.cuepoint.queue;

import io.cuepoint.start.StartUp;
import io.cuepoint.start.StartWait;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/** Waits at the start for a broker that does not answer yet, or whose name is not known yet. */
final class BrokerWait {
  /** A client would ask for a minute before it says that nobody answers. */
  private static final int SECONDS = 5;

  private BrokerWait() {}

  /**
   * Returns once it answers.
   *
   * @throws io.cuepoint.start.NotThereException when it does not in time
   * @throws BrokerUnavailableException when it refuses
   */
  static void untilThere(KafkaConnection connection, StartUp startUp) throws InterruptedException {
    String what = "Kafka at " + connection.properties().bootstrapServers();
    Duration limit = connection.properties().startTimeout();
    StartWait.untilThere(startUp, "broker", what, limit, () -> check(connection, what));
  }

  private static void check(KafkaConnection connection, String what)
      throws IOException, InterruptedException {
    Map<String, Object> settings = connection.settings();
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, SECONDS * 1000);
    try (Admin admin = Admin.create(settings)) {
      admin.describeCluster().nodes().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new IOException("no answer within " + SECONDS + " s", e);
      }
      if (e.getCause() instanceof RetriableException) {
        throw new IOException(e.getCause().getMessage(), e);
      }
      throw new BrokerUnavailableException(what + ": " + e.getCause(), e);
    } catch (KafkaException e) {
      if (e.getCause() instanceof ConfigException wrong
          && String.valueOf(wrong.getMessage()).startsWith("No resolvable bootstrap")) {
        throw new IOException("none of the names is known", e);
      }
      throw e;
    }
  }
}
