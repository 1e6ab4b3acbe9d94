/** From frames to the vision tower's input: patches, windows, rotary tables. */
@NullMarked
package io.cuepoint.worker.vision;

import org.jspecify.annotations.NullMarked;
