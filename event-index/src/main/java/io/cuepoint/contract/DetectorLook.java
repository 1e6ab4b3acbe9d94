package io.cuepoint.contract;

import org.jspecify.annotations.Nullable;

/**
 * What a detector did with a stretch of video.
 *
 * @param reason why it was not analysed or failed; null when it was analysed, unless there were
 *     more events than a detector may report: then it says what was left out
 */
public record DetectorLook(
    Source source, TimeSpan span, Outcome outcome, @Nullable String reason) {}
