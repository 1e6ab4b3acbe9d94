package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.index.TestBroker;
import io.cuepoint.start.NotThereException;
import io.cuepoint.start.StartUp;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BrokerWaitTest {
  private static void await(String servers) throws InterruptedException {
    await(servers, "100ms");
  }

  private static void await(String servers, String limit) throws InterruptedException {
    Map<String, String> properties =
        Map.of("cuepoint.kafka.bootstrap-servers", servers, "cuepoint.kafka.start-timeout", limit);
    BrokerWait.untilThere(
        new KafkaConnection(
            new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("cuepoint.kafka", KafkaProperties.class)),
        new StartUp());
  }

  @Test
  void endsWhenTheBrokerAnswers() {
    assertThatCode(() -> await(TestBroker.bootstrapServers(), "2m")).doesNotThrowAnyException();
  }

  @Test
  void saysThatNobodyAnswers() {
    assertThatThrownBy(() -> await("127.0.0.1:9"))
        .isInstanceOf(NotThereException.class)
        .hasMessage("Kafka at 127.0.0.1:9 was not there within 0 s: no answer within 5 s");
  }

  @Test
  void waitsForANameThatNobodyKnowsYet() {
    assertThatThrownBy(() -> await("broker.invalid:9092"))
        .isInstanceOf(NotThereException.class)
        .hasMessageContaining("Kafka at broker.invalid:9092")
        .hasMessageEndingWith("none of the names is known");
  }

  @Test
  void doesNotWaitWhereTheSettingsAreWrong() {
    assertThatThrownBy(() -> await("no port"))
        .isNotInstanceOf(NotThereException.class)
        .hasRootCauseMessage("Invalid url in bootstrap.servers: no port");
  }
}
