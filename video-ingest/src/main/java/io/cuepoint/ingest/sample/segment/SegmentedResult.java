package io.cuepoint.ingest.sample.segment;

import io.cuepoint.ingest.sample.PassResult;
import org.jspecify.annotations.Nullable;

/**
 * What a pass by segments found.
 *
 * @param pass about what was read; its video ends where the wanted spans do when there is more, its
 *     sound where the last packet does; its frames are those that were decoded
 * @param sequentialBecause why the video was read in sequence; null when it was not
 */
public record SegmentedResult(PassResult pass, @Nullable String sequentialBecause) {}
