/** Sampling that decodes no more of a video than the wanted frames need. */
@NullMarked
package io.cuepoint.ingest.sample.segment;

import org.jspecify.annotations.NullMarked;
