/** The coverage ledger: what was looked at, and by what. */
@NullMarked
package io.cuepoint.index.coverage;

import org.jspecify.annotations.NullMarked;
