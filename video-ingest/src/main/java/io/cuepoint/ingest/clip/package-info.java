/** From sampled frames to clips: windows, the model's picture size, packing, the storage quota. */
@NullMarked
package io.cuepoint.ingest.clip;

import org.jspecify.annotations.NullMarked;
