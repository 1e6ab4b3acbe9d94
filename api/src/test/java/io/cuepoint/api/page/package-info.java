/** The web page in a real browser. */
@NullMarked
package io.cuepoint.api.page;

import org.jspecify.annotations.NullMarked;
