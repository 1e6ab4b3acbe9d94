package io.cuepoint.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelTurnTest {
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @Test
  void letsWhatSomeoneWaitsForGoFirst() throws Exception {
    ModelTurn turn = new ModelTurn(1);
    turn.enter(false);
    Thread bulk = waiting(turn, false, "bulk");
    Thread asked = waiting(turn, true, "asked");
    turn.leave();
    asked.join();
    bulk.join();
    assertThat(order).containsExactly("asked", "bulk");
  }

  @Test
  void isFreeAgainAfterSomeoneGaveUpWaiting() throws Exception {
    ModelTurn turn = new ModelTurn(1);
    turn.enter(false);
    Thread asked = waiting(turn, true, "asked");
    asked.interrupt();
    asked.join();
    Thread bulk = waiting(turn, false, "bulk");
    turn.leave();
    bulk.join();
    assertThat(order).containsExactly("bulk");
  }

  private Thread waiting(ModelTurn turn, boolean first, String name) {
    Thread thread =
        new Thread(
            () -> {
              try {
                turn.enter(first);
                order.add(name);
                turn.leave();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.start();
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }
}
