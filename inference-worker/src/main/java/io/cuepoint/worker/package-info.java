/** The inference worker as a service of its own. */
@NullMarked
package io.cuepoint.worker;

import org.jspecify.annotations.NullMarked;
