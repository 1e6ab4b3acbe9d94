/** ONNX Runtime on the CPU behind the engine port. */
@NullMarked
package io.cuepoint.worker.engine.onnxruntime;

import org.jspecify.annotations.NullMarked;
