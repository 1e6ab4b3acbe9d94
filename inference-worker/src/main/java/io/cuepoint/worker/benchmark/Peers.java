package io.cuepoint.worker.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * llama.cpp and transformers on random weights of the 3B text shape, by scripts that are laid into
 * the folder where their packages are: {@code node_modules} and a Python environment {@code venv}.
 */
final class Peers {
  private final Path installed;
  private final Path work;
  private final int threads;
  private final Consumer<String> progress;

  Peers(Path installed, Path work, int threads, Consumer<String> progress) {
    this.installed = installed.toAbsolutePath();
    this.work = work.toAbsolutePath();
    this.threads = threads;
    this.progress = progress;
  }

  List<Peer> all() throws IOException, InterruptedException {
    List<Peer> peers = new ArrayList<>();
    for (String kind : List.of("q8_0", "q4_0")) {
      peers.add(llama(kind));
    }
    for (String kind : List.of("bf16", "f32")) {
      peers.add(
          measure("transformers " + kind, List.of(python(), script("transformers.py"), kind)));
    }
    return peers;
  }

  private Peer llama(String kind) throws IOException, InterruptedException {
    String name = "llama.cpp " + kind.toUpperCase(Locale.ROOT);
    Path model = work.resolve("random-3b-" + kind + ".gguf");
    try {
      if (!Files.exists(model)) {
        JsonNode unused =
            new ChildProcess(List.of(python(), script("gguf.py"), kind, model.toString())).run();
      }
    } catch (IOException e) {
      return new Peer(name, Map.of(), "no random model: " + e.getMessage());
    }
    return measure(name, List.of("node", script("llama.mjs"), model.toString()));
  }

  private Peer measure(String name, List<String> command) throws InterruptedException {
    progress.accept("measuring " + name);
    List<String> words = new ArrayList<>(command);
    words.add(Integer.toString(threads));
    try {
      JsonNode printed = new ChildProcess(words).run();
      Map<String, Double> figures = new LinkedHashMap<>();
      figures.put(Row.LOAD, printed.get("load").asDouble());
      figures.put(Row.PREFILL, printed.get("prefill").asDouble());
      figures.put(Row.DECODE, printed.get("decode").asDouble());
      return new Peer(name, figures, "");
    } catch (IOException e) {
      return new Peer(name, Map.of(), String.valueOf(e.getMessage()));
    }
  }

  private String python() {
    Path own = installed.resolve("venv/bin/python3");
    return Files.exists(own) ? own.toString() : "python3";
  }

  private String script(String name) throws IOException {
    Path script = installed.resolve("cuepoint-" + name);
    try (InputStream in = Peers.class.getResourceAsStream(name)) {
      Files.copy(Objects.requireNonNull(in, name), script, StandardCopyOption.REPLACE_EXISTING);
    }
    return script.toString();
  }
}
