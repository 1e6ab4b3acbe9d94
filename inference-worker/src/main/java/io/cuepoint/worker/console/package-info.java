/** Commands for people: what is in a checkpoint, and does it give the reference's numbers. */
@NullMarked
package io.cuepoint.worker.console;

import org.jspecify.annotations.NullMarked;
