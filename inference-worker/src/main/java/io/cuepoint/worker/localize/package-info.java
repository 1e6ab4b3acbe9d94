/** From a clip to events: the port that a model stands behind. */
@NullMarked
package io.cuepoint.worker.localize;

import org.jspecify.annotations.NullMarked;
