package io.cuepoint.ingest.isolate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** How a decoder process is started: this Java, these classes, bounded memory. */
public final class DecoderCommand {
  private static final Path SHELL = Path.of("/bin/sh");

  /** Of the heap: pictures on their way; the native decoder has the rest. */
  private static final int HEAP_SHARE = 4;

  private DecoderCommand() {}

  /**
   * The command line.
   *
   * @param memory bound of what it allocates; kept by the kernel where there is a shell to set it
   */
  static List<String> of(DataSize memory) {
    return of(memory, DecoderProcess.class);
  }

  /** The same for another program of these classes. */
  public static List<String> of(DataSize memory, Class<?> program) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      long kibibytes = memory.toKilobytes();
      command.addAll(
          List.of(SHELL.toString(), "-c", "ulimit -d " + kibibytes + "; exec \"$@\"", "decoder"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + memory.toMegabytes() / HEAP_SHARE + "m",
            // pictures are large and soon gone: the heap grows for what lives, not for them
            "-Xms32m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            // what it prints when it dies would come between messages
            "-XX:+SuppressFatalErrorMessage",
            "-XX:-UsePerfData"));
    command.addAll(classes(program.getName()));
    return command;
  }

  /** In a jar of jars, classes are found by its own loader alone. */
  private static List<String> classes(String main) {
    String path = System.getProperty("java.class.path");
    boolean nested =
        DecoderProcess.class.getClassLoader().getClass().getName().contains("boot.loader");
    return nested
        ? List.of(
            "-Dloader.main=" + main,
            "-cp",
            path,
            "org.springframework.boot.loader.launch.PropertiesLauncher")
        : List.of("-cp", path, main);
  }
}
