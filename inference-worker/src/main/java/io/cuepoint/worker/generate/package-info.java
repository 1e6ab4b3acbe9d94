/** From a prompt to text: prefill, decoding, stopping, streaming. */
@NullMarked
package io.cuepoint.worker.generate;

import org.jspecify.annotations.NullMarked;
