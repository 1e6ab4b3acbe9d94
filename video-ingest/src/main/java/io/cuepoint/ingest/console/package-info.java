/** Commands for people: what is in a file, which frames are sampled, does the arithmetic hold. */
@NullMarked
package io.cuepoint.ingest.console;

import org.jspecify.annotations.NullMarked;
