/** Takes videos from the queue and turns each into clips and structural events. */
@NullMarked
package io.cuepoint.ingest.consume;

import org.jspecify.annotations.NullMarked;
