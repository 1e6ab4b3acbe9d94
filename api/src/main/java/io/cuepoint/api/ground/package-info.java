/** When something happens in one video: search first, then the model where it may be. */
@NullMarked
package io.cuepoint.api.ground;

import org.jspecify.annotations.NullMarked;
