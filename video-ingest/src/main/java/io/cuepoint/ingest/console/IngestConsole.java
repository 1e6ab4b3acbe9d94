package io.cuepoint.ingest.console;

import io.cuepoint.ingest.demux.UnreadableMediaException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** The commands of the ingest jar. Exit codes: 0 done, 1 failed, 2 wrong usage. */
public final class IngestConsole {
  private static final List<Command> COMMANDS =
      List.of(
          new ProbeCommand(),
          new SampleCommand(),
          new PlanCommand(),
          new VerifyCommand(),
          new BenchmarkCommand());

  private IngestConsole() {}

  /** Whether {@code arguments} name a command or ask for help, so that no service is to start. */
  public static boolean isCommand(String[] arguments) {
    return arguments.length > 0
        && (isHelp(arguments[0])
            || COMMANDS.stream().anyMatch(command -> command.name().equals(arguments[0]))
            || !arguments[0].startsWith("-"));
  }

  /** Runs a command; results go to {@code out}, messages to {@code err}. */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (arguments.length == 0) {
      err.println(help());
      return 2;
    }
    List<String> words = List.of(arguments);
    if (words.stream().anyMatch(IngestConsole::isHelp)) {
      out.println(help());
      return 0;
    }
    for (Command command : COMMANDS) {
      if (command.name().equals(words.get(0))) {
        return run(command, words.subList(1, words.size()), new Output(out, err));
      }
    }
    err.println("unknown command: " + words.get(0));
    err.println(help());
    return 2;
  }

  private static int run(Command command, List<String> words, Output output) {
    try {
      return command.run(words, output) ? 0 : 1;
    } catch (UsageException e) {
      output.message(String.valueOf(e.getMessage()));
      output.message("usage: " + command.usage());
      return 2;
    } catch (UnreadableMediaException e) {
      output.message(String.valueOf(e.getMessage()));
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

  private static boolean isHelp(String word) {
    return word.equals("--help") || word.equals("-h");
  }

  private static String help() {
    StringBuilder text = new StringBuilder("Without a command the ingest service starts.\n\n");
    for (Command command : COMMANDS) {
      text.append("  ").append(command.usage()).append('\n');
    }
    return text.append("\n--json prints a JSON object a line. Exit: 0 done, 1 failed, 2 usage.")
        .toString();
  }
}
