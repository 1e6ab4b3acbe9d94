package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShareGroupLanesTest extends LanesContract {
  @Override
  QueueMode mode() {
    return QueueMode.SHARE_GROUP;
  }

  @Test
  void takesNothingIntoABusyWorkersHandsWhileAnotherIsIdle() throws Exception {
    // what were locked in vain would not be free again before the test's end
    CountDownLatch end = new CountDownLatch(1);
    RecordingHandler busy = new RecordingHandler(job -> end.await());
    RecordingHandler idle = new RecordingHandler(job -> {});
    work(LONG, busy);
    publish(3, "slow", 1);
    await().atMost(PATIENCE).until(() -> busy.begun.size() == 1);
    work(LONG, idle);
    for (int i = 0; i < 12; i++) {
      int done = i;
      publish(i % 4, "quick" + i, 1);
      await().atMost(PATIENCE).until(() -> idle.done.size() > done);
    }
    end.countDown();
    await().atMost(PATIENCE).until(() -> busy.done.size() == 1);
    assertThat(busy.begun).hasSize(1);
    assertThat(idle.begun).hasSize(12).doesNotHaveDuplicates();
  }
}
