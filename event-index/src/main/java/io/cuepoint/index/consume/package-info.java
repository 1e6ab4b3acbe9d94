/** From Kafka to the store, and from the outbox to Kafka. */
@NullMarked
package io.cuepoint.index.consume;

import org.jspecify.annotations.NullMarked;
