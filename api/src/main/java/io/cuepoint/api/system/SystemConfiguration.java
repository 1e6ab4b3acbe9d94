package io.cuepoint.api.system;

import static java.util.stream.Collectors.toSet;

import io.cuepoint.api.system.SystemView.Limits;
import io.cuepoint.api.upload.UploadProperties;
import io.cuepoint.contract.AnalysisRequested;
import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.health.HealthConfiguration;
import io.cuepoint.index.search.VectorSearch;
import io.cuepoint.ingest.consume.VideoConsumer;
import io.cuepoint.queue.KafkaConnection;
import io.cuepoint.queue.Lane;
import io.cuepoint.queue.ModelProfiles;
import io.cuepoint.queue.QueueMode;
import io.cuepoint.worker.consume.ClipConsumer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import reactor.core.scheduler.Scheduler;

/** Facts about the system, and its health. */
@Configuration(proxyBeanMethods = false)
@Import(HealthConfiguration.class)
public class SystemConfiguration {
  @Bean
  BrokerFacts brokerFacts(KafkaConnection kafka, QueueMode mode) {
    Map<String, String> groups = new HashMap<>();
    groups.put(VideoRegistered.TOPIC.name(), mode.group(VideoConsumer.GROUP));
    groups.put(AnalysisRequested.TOPIC.name(), mode.group(VideoConsumer.ANALYSES_GROUP));
    for (Lane<ClipSampled> lane : ClipConsumer.LANES) {
      groups.put(lane.topic().name(), mode.group(lane.group()));
    }
    return new BrokerFacts(Admin.create(kafka.settings()), groups);
  }

  @Bean
  SystemController systemController(
      @Value("${cuepoint.version}") String version,
      UploadProperties uploads,
      JdbcTemplate jdbc,
      VectorSearch vectors,
      BrokerFacts broker,
      ModelProfiles profiles,
      Scheduler blocking) {
    return new SystemController(
        version,
        new Limits(uploads.maxSize().toBytes()),
        Clock.systemUTC(),
        new DatabaseFacts(jdbc, vectors),
        broker,
        new ModelFacts(profiles),
        blocking);
  }

  @Bean
  QueueController queueController(BrokerFacts broker, KafkaConnection kafka) {
    return new QueueController(
        broker,
        new OldestItem(kafka::settings),
        Set.of(VideoRegistered.TOPIC.name(), AnalysisRequested.TOPIC.name()),
        ClipConsumer.LANES.stream().map(lane -> lane.topic().name()).collect(toSet()),
        Clock.systemUTC());
  }

  @Bean
  DeadLetterController deadLetterController(KafkaConnection kafka) {
    DeadLetterDesk desk =
        new DeadLetterDesk(kafka::settings, topic -> LetterSender.open(kafka.settings(), topic));
    return new DeadLetterController(desk);
  }
}
