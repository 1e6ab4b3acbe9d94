package io.cuepoint.index.outbox;

import io.cuepoint.queue.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits in the outbox.
 *
 * @param payload its JSON
 * @param trace the span that wrote it
 */
record OutboxRow(long seq, String topic, String key, String payload, @Nullable TraceParent trace) {}
