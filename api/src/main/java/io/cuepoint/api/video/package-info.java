/** Videos as resources: list, change, delete, bytes, pictures, coverage. */
@NullMarked
package io.cuepoint.api.video;

import org.jspecify.annotations.NullMarked;
