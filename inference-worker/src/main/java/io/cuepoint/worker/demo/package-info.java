/** The tiny model that comes with Cuepoint, and knows a toy world alone. */
@NullMarked
package io.cuepoint.worker.demo;

import org.jspecify.annotations.NullMarked;
