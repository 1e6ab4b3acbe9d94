package io.cuepoint.ingest;

import io.cuepoint.contract.AnalysisRequested;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.ingest.clip.ClipLanes;
import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.ingest.clip.ClipQuota;
import io.cuepoint.ingest.clip.ClipRulesSource;
import io.cuepoint.ingest.consume.VideoConsumer;
import io.cuepoint.ingest.isolate.DecoderConfiguration;
import io.cuepoint.ingest.isolate.MediaReader;
import io.cuepoint.ingest.rate.RateProperties;
import io.cuepoint.ingest.signal.SignalsProperties;
import io.cuepoint.object.ObjectStore;
import io.cuepoint.queue.MessagePublisher;
import io.cuepoint.queue.ModelProfiles;
import io.cuepoint.queue.QueueWorker;
import io.cuepoint.queue.WorkQueue;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires ingest: sampling and detectors behind the queue of videos. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  IngestProperties.class,
  ClipProperties.class,
  ClipLanes.class,
  RateProperties.class,
  SignalsProperties.class
})
@Import(DecoderConfiguration.class)
public class IngestConfiguration {
  @Bean
  ClipRulesSource clipRulesSource(
      ClipProperties clips, RateProperties rates, ModelProfiles profiles) {
    return new ClipRulesSource(clips, rates, () -> ModelProfiles.latest(profiles.all()));
  }

  @Bean
  VideoConsumer videoConsumer(
      MediaReader media,
      ObjectStore objects,
      MessagePublisher publisher,
      ClipRulesSource rules,
      ClipProperties clips,
      ClipLanes lanes,
      IngestProperties ingest) {
    ClipQuota quota = new ClipQuota(objects, clips.quota().toBytes(), ingest.recheck());
    return new VideoConsumer(media, objects, publisher, rules, lanes, quota, ingest.recheck());
  }

  @Bean
  QueueWorker<VideoRegistered> videoWorker(
      VideoConsumer consumer, WorkQueue queue, SignalsProperties signals, IngestProperties ingest) {
    return consumer.videos(queue, signals, ingest.videos());
  }

  @Bean
  QueueWorker<AnalysisRequested> analysisWorker(
      VideoConsumer consumer, WorkQueue queue, IngestProperties ingest) {
    return consumer.analyses(queue, ingest.analyses());
  }
}
