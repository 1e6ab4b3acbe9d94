/** One event from the reports that overlapping clips made of it. */
@NullMarked
package io.cuepoint.index.merge;

import org.jspecify.annotations.NullMarked;
