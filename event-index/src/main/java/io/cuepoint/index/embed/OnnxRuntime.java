package io.cuepoint.index.embed;

import ai.onnxruntime.OrtEnvironment;

/**
 * ONNX Runtime's environment, of which a process has one.
 *
 * <p>Version 1.29 matches the process's command line against a regular expression when it starts,
 * recursing for every character: from about 4 KB on, which a class path easily has, that overflows
 * a thread's usual stack and the kernel ends the process without a word. So it is started on a
 * stack that the longest command line fits in. Only what is touched of it takes memory.
 */
final class OnnxRuntime {
  private static final long STACK_BYTES = 512L << 20;

  private OnnxRuntime() {}

  /** Starts the environment, unless it runs. */
  static void start() {
    Thread thread = new Thread(null, OrtEnvironment::getEnvironment, "onnx-start", STACK_BYTES);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
