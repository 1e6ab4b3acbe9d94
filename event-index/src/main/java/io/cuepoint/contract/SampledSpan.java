package io.cuepoint.contract;

/** A stretch of video sampled at one rate; {@code frames} is how many frames that gave. */
public record SampledSpan(TimeSpan span, double framesPerSecond, int frames) {}
