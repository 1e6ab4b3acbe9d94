/** The object store: where videos and clips lie. */
@NullMarked
package io.cuepoint.object;

import org.jspecify.annotations.NullMarked;
