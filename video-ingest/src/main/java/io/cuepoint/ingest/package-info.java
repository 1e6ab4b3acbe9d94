/** Video ingest as a service of its own. */
@NullMarked
package io.cuepoint.ingest;

import org.jspecify.annotations.NullMarked;
