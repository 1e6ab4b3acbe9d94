/** From a question to the decoder's input: prompt, M-RoPE positions, embedding rows. */
@NullMarked
package io.cuepoint.worker.text;

import org.jspecify.annotations.NullMarked;
