package io.cuepoint.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.ClipSampled;
import io.cuepoint.contract.Topic;
import io.cuepoint.contract.Topics;
import io.cuepoint.queue.Lane;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipConsumerTest {
  @Test
  void takesEveryTopicOfClipsWhatSomeoneWaitsForFirst() {
    List<Topic<ClipSampled>> topics = ClipConsumer.LANES.stream().map(Lane::topic).toList();
    assertThat(topics.get(0)).isEqualTo(ClipSampled.ASKED);
    assertThat(topics.subList(1, topics.size())).isEqualTo(ClipSampled.LANES);
    assertThat(topics)
        .containsExactlyInAnyOrderElementsOf(
            Topics.ALL.stream()
                .filter(topic -> topic.type().equals(ClipSampled.class))
                .map(topic -> named(topics, topic))
                .toList());
    assertThat(ClipConsumer.LANES).filteredOn(Lane::urgent).hasSize(1);
    assertThat(ClipConsumer.LANES).extracting(Lane::group).doesNotHaveDuplicates();
  }

  private static Topic<ClipSampled> named(List<Topic<ClipSampled>> topics, Topic<?> wanted) {
    return topics.stream().filter(topic -> topic.equals(wanted)).findFirst().orElseThrow();
  }
}
