package io.cuepoint.object;

import java.time.Instant;

/** An object that is there; {@code bytes} is its size. */
public record StoredObject(String key, long bytes, Instant modifiedAt) {}
