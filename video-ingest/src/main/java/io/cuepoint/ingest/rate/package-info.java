/** How densely each stretch of a video is sampled, by how much happens in it. */
@NullMarked
package io.cuepoint.ingest.rate;

import org.jspecify.annotations.NullMarked;
