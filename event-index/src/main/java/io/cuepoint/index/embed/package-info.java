/** The meaning of sentences as vectors, computed in this process. */
@NullMarked
package io.cuepoint.index.embed;

import org.jspecify.annotations.NullMarked;
