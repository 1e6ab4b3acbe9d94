/** The web page, served from {@code static/}. */
@NullMarked
package io.cuepoint.api.page;

import org.jspecify.annotations.NullMarked;
