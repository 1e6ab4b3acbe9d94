package io.cuepoint.contract;

import org.jspecify.annotations.Nullable;

/**
 * One stream of a container.
 *
 * @param index position in the container, from 0
 * @param kind {@code video}, {@code audio}, {@code subtitle}, {@code picture} (cover art) or {@code
 *     data}
 * @param codec FFmpeg's short name of the codec ({@code h264})
 * @param width of the picture as displayed, in pixels: rotation and sample aspect applied
 * @param height likewise
 * @param averageFrameRate frames per second over the whole stream, where the container tells
 * @param rotation degrees clockwise that a player turns the picture: 0, 90, 180 or 270
 * @param selected whether this stream is the one that is sampled or heard
 */
public record StreamInfo(
    int index,
    String kind,
    String codec,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Double averageFrameRate,
    @Nullable Integer rotation,
    @Nullable Integer sampleRate,
    @Nullable Integer channels,
    @Nullable String language,
    boolean selected) {}
