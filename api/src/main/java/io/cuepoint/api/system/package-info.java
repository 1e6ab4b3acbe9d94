/** What the system is made of and how it fares. */
@NullMarked
package io.cuepoint.api.system;

import org.jspecify.annotations.NullMarked;
