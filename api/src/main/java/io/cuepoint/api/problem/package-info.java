/** What went wrong, as RFC 9457 problem details with a stable code. */
@NullMarked
package io.cuepoint.api.problem;

import org.jspecify.annotations.NullMarked;
