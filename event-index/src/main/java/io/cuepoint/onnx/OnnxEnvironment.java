package io.cuepoint.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime's environment, of which a process has one.
 *
 * <p>Version 1.29 matches the process's command line against a regular expression when it starts,
 * recursing for every character: from about 4 KB on, which a class path easily has, that overflows
 * a thread's usual stack and the kernel ends the process without a word. So it is started on a deep
 * one, of which only what is touched takes memory.
 */
public final class OnnxEnvironment {
  private static final Logger log = LoggerFactory.getLogger(OnnxEnvironment.class);
  private static final long STACK_BYTES = 512L << 20;

  private OnnxEnvironment() {}

  /** Started by whoever asks first; others that ask the library itself get the same one later. */
  public static OrtEnvironment get() {
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
      keep();
      return OrtEnvironment.getEnvironment();
    }

    /**
     * Takes a reference that nobody gives back. The library gives back its own as soon as the JVM
     * is told to end, and a session that is being loaded then would take the process down
     * (onnxruntime issue 31352).
     */
    private static void keep() {
      try {
        Field library =
            Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
        Method create =
            OrtEnvironment.class.getDeclaredMethod(
                "createHandle", long.class, int.class, String.class);
        library.setAccessible(true);
        create.setAccessible(true);
        Object unused =
            create.invoke(
                null,
                library.getLong(null),
                OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING.getValue(),
                "kept");
      } catch (ReflectiveOperationException | RuntimeException e) {
        log.warn("ONNX Runtime's environment cannot be kept until the end: {}", e.toString());
      }
    }
  }
}
