package io.cuepoint.contract;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a clip was cut for.
 *
 * @param analysisId the {@link Analysis} that it belongs to
 * @param profile {@link ModelProfile#key()} of the model whose wishes it was cut by; null when
 *     ingest knew of none
 */
public record ClipQuestion(UUID analysisId, Task task, @Nullable String profile) {}
