/** Messages over Kafka: publishing, and work queues whose items are acknowledged one by one. */
@NullMarked
package io.cuepoint.queue;

import org.jspecify.annotations.NullMarked;
