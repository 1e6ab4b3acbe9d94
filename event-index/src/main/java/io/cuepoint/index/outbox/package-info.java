/** The transactional outbox: messages that leave together with the rows that they tell of. */
@NullMarked
package io.cuepoint.index.outbox;

import org.jspecify.annotations.NullMarked;
