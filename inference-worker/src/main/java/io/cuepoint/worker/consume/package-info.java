/** Takes clips from the queue and answers for each. */
@NullMarked
package io.cuepoint.worker.consume;

import org.jspecify.annotations.NullMarked;
