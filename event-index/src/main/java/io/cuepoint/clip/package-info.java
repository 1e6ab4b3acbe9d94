/** The clip object: frames for a worker, packed losslessly with their times. */
@NullMarked
package io.cuepoint.clip;

import org.jspecify.annotations.NullMarked;
