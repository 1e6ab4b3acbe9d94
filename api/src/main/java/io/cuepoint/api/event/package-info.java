/** Events as resources: one, those of a video, and search. */
@NullMarked
package io.cuepoint.api.event;

import org.jspecify.annotations.NullMarked;
