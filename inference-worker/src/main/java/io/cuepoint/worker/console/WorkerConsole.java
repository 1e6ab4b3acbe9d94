package io.cuepoint.worker.console;

import io.cuepoint.worker.checkpoint.CheckpointException;
import io.cuepoint.worker.engine.EngineException;
import io.cuepoint.worker.quantize.WeightCacheException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands of the worker's jar. Exit codes: 0 done, 1 failed, 2 wrong usage. */
public final class WorkerConsole {
  private static final Logger log = LoggerFactory.getLogger(WorkerConsole.class);
  private static final List<Command> COMMANDS =
      List.of(new DescribeCommand(), new VerifyCommand(), new BenchmarkCommand(), new GpuCommand());
  private static final String SERVICE =
      """
      Without a command the worker starts: it takes clips from Kafka and answers for each.
      Properties (also as environment variables, CUEPOINT_HOME for cuepoint.home):
        --cuepoint.kafka.bootstrap-servers=HOST:PORT   the broker
        --cuepoint.objects=file:FOLDER                 the object store that ingest writes to
        --cuepoint.worker.clips=N                      clips at a time, default 1
        --server.port=PORT                             health and metrics, default 8082

      Commands:
      """;

  private WorkerConsole() {}

  /** Whether {@code arguments} name a command or ask for help, so that no service is to start. */
  public static boolean isCommand(String[] arguments) {
    return arguments.length > 0
        && (List.of(arguments).stream().anyMatch(WorkerConsole::isHelp)
            || !arguments[0].startsWith("-"));
  }

  /** Runs a command; results go to {@code out}, messages to {@code err}. */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    List<String> words = List.of(arguments);
    if (words.stream().anyMatch(WorkerConsole::isHelp)) {
      out.println(help());
      return 0;
    }
    for (Command command : COMMANDS) {
      if (!words.isEmpty() && command.name().equals(words.get(0))) {
        return run(command, words.subList(1, words.size()), new Output(out, err));
      }
    }
    err.println("unknown command: " + String.join(" ", words));
    err.println(help());
    return 2;
  }

  private static int run(Command command, List<String> words, Output output) {
    try {
      return traced(command, words, output) ? 0 : 1;
    } catch (UsageException e) {
      output.message(String.valueOf(e.getMessage()));
      output.message("usage: " + command.usage());
      return 2;
    } catch (CheckpointException e) {
      output.message(e.code() + ": " + e.getMessage());
    } catch (WeightCacheException e) {
      output.message(e.code() + ": " + e.getMessage());
    } catch (EngineException e) {
      output.message(e.code() + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      output.message("no such file: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      output.message("interrupted");
    } catch (Exception e) {
      output.message(e.toString());
    }
    return 1;
  }

  /** Where a failure comes from is told to those who turn the log on. */
  private static boolean traced(Command command, List<String> words, Output output)
      throws Exception {
    try {
      return command.run(words, output);
    } catch (Exception e) {
      log.debug("{} failed", command.name(), e);
      throw e;
    }
  }

  private static boolean isHelp(String word) {
    return word.equals("--help") || word.equals("-h");
  }

  private static String help() {
    StringBuilder text = new StringBuilder(SERVICE);
    for (Command command : COMMANDS) {
      text.append("  ").append(command.usage()).append('\n');
    }
    return text.append("\n--json prints a JSON object a line. Exit: 0 done, 1 failed, 2 usage.")
        .toString();
  }
}
