package io.cuepoint.api.embedded;

import io.cuepoint.ingest.clip.ClipProperties;
import io.cuepoint.worker.localize.ModelLoader;
import io.cuepoint.worker.localize.ModelLocalizer;
import io.cuepoint.worker.localize.ModelProperties;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.FileSystemUtils;

/** {@code ask FOLDER VIDEO "QUESTION" [--json]}, as a command of the embedded jar. */
final class Ask {
  static final String NAME = "ask";

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Ask() {}

  /**
   * Runs it; {@code cuepoint.model.*} and {@code cuepoint.clip.*} are taken from system properties
   * and the environment.
   *
   * @return the exit code
   */
  static int run(List<String> words, PrintStream out, PrintStream err) {
    List<String> operands = new ArrayList<>(words.subList(1, words.size()));
    boolean json = operands.remove("--json");
    if (operands.size() != 3 || operands.stream().anyMatch(each -> each.startsWith("--"))) {
      err.println("usage: ask FOLDER VIDEO \"QUESTION\" [--json]");
      return WRONG_USAGE;
    }
    try {
      return ask(operands, json, out, err) ? DONE : FAILED;
    } catch (Exception e) {
      err.println(String.valueOf(e.getMessage()));
      return FAILED;
    }
  }

  private static boolean ask(List<String> operands, boolean json, PrintStream out, PrintStream err)
      throws Exception {
    StandardEnvironment environment = new StandardEnvironment();
    Binder binder = Binder.get(environment);
    ModelProperties properties = binder.bindOrCreate("cuepoint.model", ModelProperties.class);
    ClipProperties clips = binder.bindOrCreate("cuepoint.clip", ClipProperties.class);
    Path home = Path.of(environment.getProperty("cuepoint.home", ".cuepoint"));
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    AskOutput output = new AskOutput(json, out, err, meters);
    Path scratch = Files.createTempDirectory("cuepoint-ask");
    err.println("loading " + operands.get(0));
    try (ModelLocalizer model =
        new ModelLoader(properties, NAME, home, meters, Clock.systemUTC())
            .load(Path.of(operands.get(0)), null)) {
      return new AskCommand(model, clips, output, scratch)
          .run(Path.of(operands.get(1)), operands.get(2));
    } finally {
      FileSystemUtils.deleteRecursively(scratch);
    }
  }
}
