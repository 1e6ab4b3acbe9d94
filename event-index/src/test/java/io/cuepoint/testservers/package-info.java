/** Servers that tests of several modules start as processes of their own. */
@NullMarked
package io.cuepoint.testservers;

import org.jspecify.annotations.NullMarked;
