package io.cuepoint.contract;

/**
 * A rectangle in pixels of the displayed picture, origin top left, on the frame at {@code time}.
 */
public record Box(
    MediaTime time, double left, double top, double right, double bottom, String label) {}
