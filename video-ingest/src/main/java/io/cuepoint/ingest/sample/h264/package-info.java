/** Which pictures of an H.264 stream others are predicted from, known without decoding them. */
@NullMarked
package io.cuepoint.ingest.sample.h264;

import org.jspecify.annotations.NullMarked;
