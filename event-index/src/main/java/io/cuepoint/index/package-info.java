/** The event index as a service of its own. */
@NullMarked
package io.cuepoint.index;

import org.jspecify.annotations.NullMarked;
