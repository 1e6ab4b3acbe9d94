/** Further looks at a video: other tasks, prompts or models. */
@NullMarked
package io.cuepoint.api.analysis;

import org.jspecify.annotations.NullMarked;
