/** From a clip to events: what is asked, in which words, and how the answers are read. */
@NullMarked
package io.cuepoint.worker.localize;

import org.jspecify.annotations.NullMarked;
