/** Work that is done again and again. */
@NullMarked
package io.cuepoint.api.schedule;

import org.jspecify.annotations.NullMarked;
