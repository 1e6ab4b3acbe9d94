package io.cuepoint.worker.engine.tensorrt;

import java.util.List;
import org.bytedeco.tensorrt.nvinfer.Dims64;

/** Shapes as TensorRT takes them. */
final class Dims {
  private Dims() {}

  static Dims64 of(List<Long> sides) {
    Dims64 dims = new Dims64();
    dims.nbDims(sides.size());
    for (int i = 0; i < sides.size(); i++) {
      dims.d(i, sides.get(i));
    }
    return dims;
  }

  static Dims64 of(long... sides) {
    Dims64 dims = new Dims64();
    dims.nbDims(sides.length);
    for (int i = 0; i < sides.length; i++) {
      dims.d(i, sides[i]);
    }
    return dims;
  }
}
