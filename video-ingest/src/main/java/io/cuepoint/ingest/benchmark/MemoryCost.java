package io.cuepoint.ingest.benchmark;

import io.cuepoint.ingest.isolate.DecoderCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The memory that a look at a file takes in processes that are bounded as decoders are. */
final class MemoryCost {
  private MemoryCost() {}

  /**
   * Looks at {@code file} in new processes.
   *
   * @param look {@link MemoryLook#FIRST} or {@link MemoryLook#FURTHER}
   */
  static Map<String, Object> measure(Path file, String look, int seconds)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(DecoderCommand.of(MemoryLook.MEMORY, MemoryLook.class));
    words.add(look);
    words.add(file.toString());
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    long[] bytes;
    try {
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0 || said.isEmpty()) {
        throw new IOException("a look for its memory failed: " + said);
      }
      bytes = Arrays.stream(said.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    } finally {
      process.destroy();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("look", look);
    fields.put("seconds", seconds);
    fields.put("serviceBaseMegabytes", megabytes(bytes[0]));
    fields.put("servicePeakMegabytes", megabytes(bytes[1]));
    fields.put("decoderBaseMegabytes", megabytes(bytes[2]));
    fields.put("decoderPeakMegabytes", megabytes(bytes[3]));
    fields.put("beyondBaseMegabytes", megabytes(bytes[1] - bytes[0] + bytes[3] - bytes[2]));
    return fields;
  }

  private static long megabytes(long bytes) {
    return Math.round(bytes / 1e6);
  }
}
