/** Measures the sampler beside the {@code ffmpeg} command. */
@NullMarked
package io.cuepoint.ingest.benchmark;

import org.jspecify.annotations.NullMarked;
