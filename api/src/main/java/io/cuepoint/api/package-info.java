/** The api as a service of its own. */
@NullMarked
package io.cuepoint.api;

import org.jspecify.annotations.NullMarked;
