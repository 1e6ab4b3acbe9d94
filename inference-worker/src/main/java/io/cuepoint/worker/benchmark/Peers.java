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
 * llama.cpp and transformers on random weights of the text model of a shape, by scripts that are
 * laid into the folder where their packages are: {@code node_modules} and a Python environment
 * {@code venv}. Scripts have the measures from the shape's {@code config.json} alone.
 */
final class Peers {
  private final Path installed;
  private final BenchmarkFolder work;
  private final Shape shape;
  private final int threads;
  private final Consumer<String> progress;

  Peers(Path installed, BenchmarkFolder work, Shape shape, int threads, Consumer<String> progress) {
    this.installed = installed.toAbsolutePath();
    this.work = new BenchmarkFolder(work.path().toAbsolutePath());
    this.shape = shape;
    this.threads = threads;
    this.progress = progress;
  }

  /** Names of those that it knows. */
  static final List<String> NAMES = List.of("q8_0", "q4_0", "bf16", "f32");

  /** Those of {@code kinds} one after the other, each in a process of its own. */
  List<Peer> measure(List<String> kinds) throws IOException, InterruptedException {
    Files.createDirectories(work.path());
    Files.writeString(work.config(shape), shape.config());
    List<Peer> peers = new ArrayList<>();
    for (String kind : kinds) {
      peers.add(kind.startsWith("q") ? llama(kind) : transformers(kind));
    }
    return peers;
  }

  private Peer transformers(String kind) throws InterruptedException {
    String name = "transformers " + kind;
    try {
      return measure(name, List.of(python(), script("transformers.py"), kind, config()));
    } catch (IOException e) {
      return new Peer(name, Map.of(), String.valueOf(e.getMessage()));
    }
  }

  private Peer llama(String kind) throws InterruptedException {
    String name = "llama.cpp " + kind.toUpperCase(Locale.ROOT);
    Path model = work.gguf(shape, kind);
    try {
      if (!Files.exists(model)) {
        JsonNode unused =
            new ChildProcess(List.of(python(), script("gguf.py"), kind, config(), model.toString()))
                .run();
      }
      return measure(name, List.of("node", script("llama.mjs"), model.toString(), config()));
    } catch (IOException e) {
      return new Peer(name, Map.of(), "no random model: " + e.getMessage());
    }
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

  private String config() {
    return work.config(shape).toString();
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
