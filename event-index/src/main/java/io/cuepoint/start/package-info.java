/** A service while it starts: what it waits for, and what it answers meanwhile. */
@NullMarked
package io.cuepoint.start;

import org.jspecify.annotations.NullMarked;
