package io.cuepoint.contract;

import org.jspecify.annotations.Nullable;

/**
 * Something about a video that a reader of its events should know, with a stable code ({@code
 * video.truncated}) and, where it concerns only a part, from when to when.
 */
public record Warning(
    String code, String detail, @Nullable MediaTime start, @Nullable MediaTime end) {}
