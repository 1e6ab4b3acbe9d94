/** Opening containers and saying what is in them, through FFmpeg's libavformat. */
@NullMarked
package io.cuepoint.ingest.demux;

import org.jspecify.annotations.NullMarked;
