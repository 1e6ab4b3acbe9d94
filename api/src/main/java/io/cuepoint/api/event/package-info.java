/** Events as resources: one, those of a video, search, and what was looked at. */
@NullMarked
package io.cuepoint.api.event;

import org.jspecify.annotations.NullMarked;
