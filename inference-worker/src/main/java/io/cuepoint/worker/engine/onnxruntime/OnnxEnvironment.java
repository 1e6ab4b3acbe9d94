package io.cuepoint.worker.engine.onnxruntime;

import ai.onnxruntime.OrtEnvironment;

/**
 * ONNX Runtime's environment, of which a process has one.
 *
 * <p>Version 1.29 matches the process's command line against a regular expression when it starts,
 * recursing for every character, so that a long class path overflows a thread's usual stack: it is
 * started on a deep one, of which only what is touched takes memory.
 */
final class OnnxEnvironment {
  private static final long STACK_BYTES = 512L << 20;

  private OnnxEnvironment() {}

  static OrtEnvironment get() {
    return Holder.ENVIRONMENT;
  }

  private static final class Holder {
    static final OrtEnvironment ENVIRONMENT = start();

    private static OrtEnvironment start() {
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
      return OrtEnvironment.getEnvironment();
    }
  }
}
