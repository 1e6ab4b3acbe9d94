/** One decoding pass over a video: frames on an even grid, small luma pictures, audio. */
@NullMarked
package io.cuepoint.ingest.sample;

import org.jspecify.annotations.NullMarked;
