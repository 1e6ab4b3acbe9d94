package io.cuepoint.index.outbox;

/** A message that waits in the outbox; {@code payload} is its JSON. */
record OutboxRow(long seq, String topic, String key, String payload) {}
