package io.cuepoint.contract;

/** Why something failed: a stable code ({@code video.unreadable}) and what was found. */
public record Failure(String code, String detail) {}
