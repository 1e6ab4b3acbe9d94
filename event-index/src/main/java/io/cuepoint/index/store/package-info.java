/** Videos and events in PostgreSQL: reads, writes and the outbox. */
@NullMarked
package io.cuepoint.index.store;

import org.jspecify.annotations.NullMarked;
