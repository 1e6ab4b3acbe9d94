/** Search over events by text, meaning and time. */
@NullMarked
package io.cuepoint.index.search;

import org.jspecify.annotations.NullMarked;
