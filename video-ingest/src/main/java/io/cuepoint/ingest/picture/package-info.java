/** Pictures in memory: orientation, the reference's resizing, JPEG. */
@NullMarked
package io.cuepoint.ingest.picture;

import org.jspecify.annotations.NullMarked;
