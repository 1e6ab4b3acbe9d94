/**
 * Structural events from small luma pictures and sound: cuts, fades, dissolves, flashes, black,
 * freezes, motion, silence and loud passages. One streaming pass; memory does not grow with the
 * length of the video.
 */
@NullMarked
package io.cuepoint.ingest.signal;

import org.jspecify.annotations.NullMarked;
