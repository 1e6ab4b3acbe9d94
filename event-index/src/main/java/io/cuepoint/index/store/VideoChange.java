package io.cuepoint.index.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change about a video; a null {@code name} or {@code tags} stays as it is.
 *
 * @param setsRecordedAt whether {@code recordedAt} replaces the video's; null then takes it away
 */
public record VideoChange(
    @Nullable String name,
    boolean setsRecordedAt,
    @Nullable Instant recordedAt,
    @Nullable List<String> tags) {}
