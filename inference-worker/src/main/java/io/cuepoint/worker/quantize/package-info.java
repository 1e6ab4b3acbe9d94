/** Weights in fewer bits: made once from a checkpoint, kept in a folder, read where they lie. */
@NullMarked
package io.cuepoint.worker.quantize;

import org.jspecify.annotations.NullMarked;
