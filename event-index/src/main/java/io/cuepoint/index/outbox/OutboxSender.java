package io.cuepoint.index.outbox;

import java.util.List;

/** Where the outbox's messages go. */
interface OutboxSender extends AutoCloseable {
  /**
   * Sends {@code rows} in their order and waits until all are kept.
   *
   * @throws java.util.concurrent.ExecutionException when one was not: all of them come again
   */
  void send(List<OutboxRow> rows) throws Exception;

  @Override
  void close();
}
