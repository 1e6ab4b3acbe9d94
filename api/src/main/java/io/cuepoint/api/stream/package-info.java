/** Changes to events as server-sent events, with replay. */
@NullMarked
package io.cuepoint.api.stream;

import org.jspecify.annotations.NullMarked;
