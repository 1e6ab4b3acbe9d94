/** Which engine runs a model, and why. */
@NullMarked
package io.cuepoint.worker.engine.choice;

import org.jspecify.annotations.NullMarked;
