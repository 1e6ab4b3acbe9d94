/** A Hugging Face folder of Qwen2.5-VL as published: configuration, weights, tokenizer. */
@NullMarked
package io.cuepoint.worker.checkpoint;

import org.jspecify.annotations.NullMarked;
