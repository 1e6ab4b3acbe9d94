/** How fast the engine is on this machine, on random weights of real shapes. */
@NullMarked
package io.cuepoint.worker.benchmark;

import org.jspecify.annotations.NullMarked;
