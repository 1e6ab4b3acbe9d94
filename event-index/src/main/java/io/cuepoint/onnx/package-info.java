/** ONNX Runtime, as a process starts it. */
@NullMarked
package io.cuepoint.onnx;

import org.jspecify.annotations.NullMarked;
