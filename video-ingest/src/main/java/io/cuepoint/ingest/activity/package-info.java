/** How much happens in a video over time, found without decoding all of it. */
@NullMarked
package io.cuepoint.ingest.activity;

import org.jspecify.annotations.NullMarked;
