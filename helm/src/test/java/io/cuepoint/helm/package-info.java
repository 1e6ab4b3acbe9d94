/** What the chart renders and what the images are made of, held against what there is. */
@NullMarked
package io.cuepoint.helm;

import org.jspecify.annotations.NullMarked;
