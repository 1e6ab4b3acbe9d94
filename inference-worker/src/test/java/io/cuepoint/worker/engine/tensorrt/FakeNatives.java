package io.cuepoint.worker.engine.tensorrt;

import java.util.ArrayList;
import java.util.List;

/** Two devices, unless it is told otherwise; writes down what is loaded. */
final class FakeNatives implements NativeAccess {
  final List<String> calls = new ArrayList<>();
  DeviceCount count = new DeviceCount(0, "", 2);
  Version library = new Version(10, 15, 1);
  String broken = "";

  @Override
  public void loadCuda(LibraryFiles files) {
    calls.add("cuda");
  }

  @Override
  public DeviceCount devices() {
    return count;
  }

  @Override
  public Gpu gpu(int index) {
    return new Gpu(index, "a GPU", 9, 0, 80L << 30, 13000);
  }

  @Override
  public void loadTensorRt(LibraryFiles files) {
    calls.add("tensorrt");
    if (!broken.isEmpty()) {
      throw new UnsatisfiedLinkError(broken);
    }
  }

  @Override
  public Version library() {
    return library;
  }

  @Override
  public Version binding() {
    return Version.of(101501);
  }
}
