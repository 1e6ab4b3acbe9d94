package io.cuepoint.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The server process of one data folder: making the folder, starting, stopping. */
final class PostgresServer {
  static final String USER = "cuepoint";
  private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int TRIES_FOR_A_FREE_PORT = 5;
  private static final String MAJOR_VERSION = "17";

  private final Path home;
  private final Path data;
  private final PostgresBinaries binaries;

  PostgresServer(Path home, PostgresBinaries binaries) {
    this.home = home;
    this.data = home.resolve("data");
    this.binaries = binaries;
  }

  /** Where a started server listens, and the password of {@link #USER}. */
  record Address(int port, String password) {
    String url(String database) {
      return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
  }

  Address start(int wantedPort, Duration timeout) throws IOException, InterruptedException {
    if (!Files.exists(data)) {
      Folders.createWhole(data, this::initialise);
    }
    checkVersion();
    // whoever it names is none of our processes: those were stopped before
    Files.deleteIfExists(data.resolve("postmaster.pid"));
    Path serverLog = home.resolve("postgres.log");
    for (int attempt = 1; ; attempt++) {
      int port = wantedPort != 0 ? wantedPort : FreePort.any();
      Files.deleteIfExists(serverLog);
      ServerCommand.Result result =
          ServerCommand.of(binaries.program("pg_ctl"))
              .with("start", "-D", data.toString(), "-l", serverLog.toString(), "-w")
              .with("-t", Long.toString(Math.max(1, timeout.toSeconds())))
              .with("-o", options(port))
              .run(home, timeout.plusSeconds(10));
      if (result.succeeded()) {
        return new Address(port, Files.readString(data.resolve(PASSWORD)).strip());
      }
      LeftoverProcesses.of(home).stop();
      String said = Files.exists(serverLog) ? Files.readString(serverLog) : result.output();
      boolean taken = said.contains("Address already in use");
      if (taken && wantedPort != 0) {
        throw new EmbeddedStartException(
            "database.port-in-use", "the database's port " + wantedPort + " is in use", null);
      }
      if (!taken || attempt == TRIES_FOR_A_FREE_PORT) {
        throw new IOException(lastFault(said));
      }
    }
  }

  private static final String PASSWORD = "cuepoint.password";

  private void initialise(Path folder) throws IOException, InterruptedException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    Path password =
        Files.createTempFile(
            home,
            "new-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(password, HexFormat.of().formatHex(secret));
      ServerCommand.Result result =
          ServerCommand.of(binaries.program("initdb"))
              .with("-D", folder.toString(), "-U", USER, "--pwfile=" + password)
              .with("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C")
              // orders and folds alike on every machine, whatever its C library
              .with("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions")
              .run(home, INITDB_LIMIT);
      if (!result.succeeded()) {
        throw new IOException("initdb: " + lastFault(result.output()));
      }
      Files.move(password, folder.resolve(PASSWORD));
    } finally {
      Files.deleteIfExists(password);
    }
  }

  private void checkVersion() throws IOException {
    String version = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!version.equals(MAJOR_VERSION)) {
      throw new EmbeddedStartException(
          "database.other-version",
          data + " was written by Postgres " + version + " (expected: " + MAJOR_VERSION + ")",
          null);
    }
  }

  private static String options(int port) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "60");
    settings.put("fsync", "on");
    settings.put("full_page_writes", "on");
    settings.put("synchronous_commit", "on");
    settings.put("wal_level", "minimal");
    settings.put("max_wal_senders", "0");
    settings.put("shared_buffers", "64MB");
    settings.put("max_wal_size", "512MB");
    settings.put("maintenance_work_mem", "128MB");
    // parallel builds of vector indexes overflow a counter
    settings.put("max_parallel_maintenance_workers", "0");
    // containers give shared memory by the thimble
    settings.put("max_parallel_workers_per_gather", "0");
    settings.put("jit", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_checkpoints", "off");
    settings.put("log_statement", "none");
    settings.put("log_min_error_statement", "panic");
    List<String> options = new ArrayList<>();
    settings.forEach((name, value) -> options.add("-c " + name + "='" + value + "'"));
    return String.join(" ", options);
  }

  /** One line for the user: the last that names a fault, else the last at all. */
  private static String lastFault(String output) {
    List<String> lines = output.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    String last = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    for (String line : lines) {
      if (line.contains("FATAL:") || line.contains("PANIC:") || line.contains("error:")) {
        last = line;
      }
    }
    return last;
  }

  void stop() throws IOException, InterruptedException {
    ServerCommand.of(binaries.program("pg_ctl"))
        .with("stop", "-D", data.toString(), "-m", "fast", "-w")
        .with("-t", Long.toString(STOP_LIMIT.toSeconds()))
        .run(home, STOP_LIMIT.plusSeconds(5));
    LeftoverProcesses.of(home).stop();
  }
}
