/** Qwen2.5-VL as ONNX graphs, whose weights lie in the checkpoint's own files. */
@NullMarked
package io.cuepoint.worker.graph;

import org.jspecify.annotations.NullMarked;
