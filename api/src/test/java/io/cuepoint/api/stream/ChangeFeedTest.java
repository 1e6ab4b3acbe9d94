package io.cuepoint.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.api.InMemoryEvents;
import io.cuepoint.contract.EventIndexed;
import io.cuepoint.index.store.EventChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.scheduler.Schedulers;

class ChangeFeedTest {
  private static final int PAGE = 10;

  private final InMemoryEvents events = new InMemoryEvents();
  private final AtomicLong read = new AtomicLong();
  private final EventChanges counted =
      new EventChanges() {
        @Override
        public long latest() {
          return events.latest();
        }

        @Override
        public List<EventIndexed> after(long sequence, UUID videoId, String label, int limit) {
          List<EventIndexed> page = events.after(sequence, videoId, label, limit);
          read.addAndGet(page.size());
          return page;
        }
      };
  private final StreamProperties properties =
      new StreamProperties(10, Duration.ofMillis(10), Duration.ofSeconds(15), PAGE);
  private final ChangeFeed feed = new ChangeFeed(counted, properties, Schedulers.boundedElastic());

  @Test
  void readsNoFurtherThanASlowClientTakes() {
    for (int change = 0; change < 5000; change++) {
      events.add(InMemoryEvents.event(UUID.randomUUID(), change, change + 1, "cut", "x"));
    }
    Taking slow = new Taking();
    Taking fast = new Taking();
    feed.after(0, null, null).subscribe(slow);
    slow.request(3);
    await().until(() -> slow.sequences.size() == 3);
    long readForSlow = read.get();
    assertThat(readForSlow).isLessThanOrEqualTo(2 * PAGE);

    feed.after(0, null, null).subscribe(fast);
    fast.request(Long.MAX_VALUE);
    await().until(() -> fast.sequences.size() == 5000);
    assertThat(read.get()).isEqualTo(readForSlow + 5000);
    assertThat(slow.sequences).hasSize(3);

    slow.request(Long.MAX_VALUE);
    await().until(() -> slow.sequences.size() == 5000);
    assertThat(slow.sequences).isEqualTo(fast.sequences).isSorted().doesNotHaveDuplicates();
    slow.cancel();
    fast.cancel();
  }

  @Test
  void looksOnlyOnceAtWhatAFilterKeepsBack() {
    UUID wanted = UUID.randomUUID();
    for (int change = 0; change < 100; change++) {
      events.add(InMemoryEvents.event(UUID.randomUUID(), change, change + 1, "cut", "x"));
    }
    Taking filtered = new Taking();
    feed.after(0, wanted, null).subscribe(filtered);
    filtered.request(Long.MAX_VALUE);
    events.add(InMemoryEvents.event(wanted, 1, 2, "cut", "x"));
    await().until(() -> filtered.sequences.size() == 1);
    assertThat(read).hasValue(1);
    filtered.cancel();
  }

  private static final class Taking extends BaseSubscriber<EventIndexed> {
    final List<Long> sequences = Collections.synchronizedList(new ArrayList<>());

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      // nothing yet
    }

    @Override
    protected void hookOnNext(EventIndexed change) {
      sequences.add(change.sequence());
    }
  }
}
