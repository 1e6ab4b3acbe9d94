/** Clips made by code, with known content; other modules' tests use them too. */
@NullMarked
package io.cuepoint.ingest.testclips;

import org.jspecify.annotations.NullMarked;
