/** TensorRT on an NVIDIA GPU behind the engine port. */
@NullMarked
package io.cuepoint.worker.engine.tensorrt;

import org.jspecify.annotations.NullMarked;
