/** What the workers are doing with a video's clips at this moment. */
@NullMarked
package io.cuepoint.api.progress;

import org.jspecify.annotations.NullMarked;
