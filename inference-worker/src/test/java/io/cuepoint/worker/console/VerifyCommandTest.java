package io.cuepoint.worker.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.worker.checkpoint.SafetensorsFile;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.golden.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {
  private static final Path GOLDEN = Golden.bundled();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"1", "3"})
  void findsEveryStageOfTheSmallCheckpointsEqual(String clips) {
    Said said = verify(GOLDEN, "--clips", clips);
    assertThat(said.lines()).hasSize(7).allMatch(line -> line.endsWith("ok true"));
    assertThat(said.exit()).isZero();
  }

  @Test
  void findsEveryStageOfTheSharedGoldenFolderEqual() {
    Said said = verify(Golden.shared());
    assertThat(said.lines())
        .hasSizeGreaterThanOrEqualTo(11)
        .allMatch(line -> line.endsWith("ok true"));
    assertThat(said.exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"int8", "int4"})
  void findsQuantisedWeightsWithinTheirTolerance(String format) {
    Said said = verify(GOLDEN, "--weights", format);
    assertThat(said.lines()).hasSize(7).allMatch(line -> line.endsWith("ok true"));
    assertThat(said.exit()).isZero();
  }

  @Test
  void refusesAFormatThatIsNone() {
    Said said = verify(GOLDEN, "--weights", "int5");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.errors()).contains("weights: int5 (expected: f32, int8 or int4)");
  }

  @Test
  void refusesToLookAtNoClip() {
    Said said = verify(GOLDEN, "--clips", "0");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.errors()).contains("--clips: 0 (expected: 1 to 999)");
  }

  @Test
  void exitsWithOneWhenOneWeightIsAnother() throws IOException {
    copy("flat-tied", "uniform");
    change(folder.resolve("flat-tied/model.safetensors"), -2, (byte) 0x40);
    Said said = verify(folder);
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.lines())
        .singleElement()
        .asString()
        .contains("ids equal", "windows equal", "BEYOND")
        .containsPattern("vision \\S+ BEYOND")
        .endsWith("ok false");
  }

  @Test
  void exitsWithOneWhenAnotherTokenIsExpected() throws IOException {
    copy("flat-tied", "uniform");
    Path expected = folder.resolve("flat-tied/uniform.expected.safetensors");
    TensorRef generated = SafetensorsFile.open(expected).get("generated");
    assertThat(generated).isNotNull();
    change(expected, generated.offset(), (byte) 0x01);
    Said said = verify(folder);
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.lines()).singleElement().asString().contains("greedy DIFFERENT", "ids equal");
  }

  @Test
  void namesAWeightThatIsNotANumber() throws IOException {
    copy("flat-tied", "uniform");
    loseANumber("flat-tied");
    Said said = verify(folder);
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.errors()).contains("norm.weight").contains("NaN");
  }

  @Test
  void goesOnWithTheNextCheckpointWhenOneDoesNotRun() throws IOException {
    copy("flat-tied", "uniform");
    copy("nested-tied", "uniform");
    loseANumber("flat-tied");
    Said said = verify(folder);
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.errors()).startsWith("flat-tied: ");
    assertThat(said.lines())
        .singleElement()
        .asString()
        .startsWith("checkpoint nested-tied")
        .endsWith("ok true");
  }

  private void loseANumber(String checkpoint) throws IOException {
    Path model = folder.resolve(checkpoint).resolve("model.safetensors");
    TensorRef norm = SafetensorsFile.open(model).get("model.norm.weight");
    assertThat(norm).isNotNull();
    try (RandomAccessFile bytes = new RandomAccessFile(model.toFile(), "rw")) {
      bytes.seek(norm.offset());
      bytes.write(new byte[] {(byte) 0xc0, 0x7f});
    }
  }

  @Test
  void runsFromACacheFolderOfLinks() throws IOException {
    copy("flat-tied", "uniform");
    Path blobs = Files.createDirectories(folder.resolve("cache/blobs"));
    try (Stream<Path> files = Files.list(folder.resolve("flat-tied"))) {
      for (Path file : files.toList()) {
        Path blob = blobs.resolve("blob-" + file.getFileName());
        Files.move(file, blob);
        Files.createSymbolicLink(file, Path.of("../cache/blobs").resolve(blob.getFileName()));
      }
    }
    Said said = verify(folder);
    assertThat(said.lines()).singleElement().asString().endsWith("ok true");
    assertThat(said.exit()).isZero();
  }

  @Test
  void refusesAFolderWithoutCases() {
    Said said = verify(folder);
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.errors()).contains("no checkpoint with cases here");
  }

  /** Flips bits at {@code position}, counted from the end when negative. */
  private static void change(Path file, long position, byte bits) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long at = position < 0 ? bytes.length() + position : position;
      bytes.seek(at);
      int old = bytes.read();
      bytes.seek(at);
      bytes.write(old ^ bits);
    }
  }

  private void copy(String checkpoint, String... cases) throws IOException {
    Path target = Files.createDirectories(folder.resolve(checkpoint));
    Files.createDirectories(folder.resolve("frames"));
    try (Stream<Path> files = Files.list(GOLDEN.resolve(checkpoint))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        boolean ofACase = name.contains(".case.") || name.contains(".expected.");
        if (!ofACase || Stream.of(cases).anyMatch(each -> name.startsWith(each + "."))) {
          Files.copy(file, target.resolve(name));
        }
      }
    }
    for (String each : cases) {
      String name = "frames/" + each + ".safetensors";
      Files.copy(GOLDEN.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private record Said(int exit, List<String> lines, String errors) {}

  private static Said verify(Path folder, String... options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        WorkerConsole.run(
            Stream.concat(
                    Stream.of("verify", folder.toString(), "--threads", "1"), Stream.of(options))
                .toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Said(
        exit,
        out.toString(StandardCharsets.UTF_8).lines().toList(),
        err.toString(StandardCharsets.UTF_8));
  }
}
