package io.cuepoint.ingest.console;

import io.cuepoint.ingest.picture.ReferenceResize;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.picture.SmartResize;
import io.cuepoint.queue.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code verify FOLDER}: compares resizing and arithmetic with a golden folder's, a line a case.
 * Resized pictures are equal when no value is off by more than 1 and 99.9 % are the same.
 */
final class VerifyCommand implements Command {
  private static final double MIN_EQUAL = 0.999;

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String usage() {
    return "verify FOLDER                                  resizing and sizes against a golden folder";
  }

  @Override
  public boolean run(List<String> words, Output output) throws Exception {
    Arguments arguments = Arguments.parse(words, Set.of());
    Path folder = Path.of(arguments.operand());
    boolean json = arguments.json();
    int cases = 0;
    boolean all = true;
    if (Files.exists(folder.resolve("resize/cases.json"))) {
      for (JsonNode each : read(folder.resolve("resize/cases.json"))) {
        all &= resize(folder.resolve("resize"), each.get("case").intValue(), json, output);
        cases++;
      }
    }
    if (Files.exists(folder.resolve("arithmetic.json"))) {
      all &= sizes(read(folder.resolve("arithmetic.json")).get("smart_resize"), json, output);
      cases++;
    }
    for (Path tensors : frameTensors(folder.resolve("frames"))) {
      all &= frames(tensors, json, output);
      cases++;
    }
    if (cases == 0) {
      throw new NoSuchFileException(
          folder.toString(), null, "no resize/cases.json, arithmetic.json or frames here");
    }
    return all;
  }

  private static JsonNode read(Path file) throws IOException {
    return ContractJson.mapper().readTree(Files.readAllBytes(file));
  }

  private static boolean resize(Path folder, int number, boolean json, Output output)
      throws IOException {
    RgbPicture source = PngFile.read(folder.resolve(number + ".source.png"));
    RgbPicture expected = PngFile.read(folder.resolve(number + ".resized.png"));
    Difference difference = new Difference();
    difference.add(
        new ReferenceResize().resize(source, expected.width(), expected.height()),
        expected.rgb(),
        0);
    return report("resize " + number, difference, json, output);
  }

  private static boolean sizes(JsonNode cases, boolean json, Output output) {
    int wrong = 0;
    for (JsonNode each : cases) {
      SmartResize size =
          SmartResize.of(
              each.get("width").intValue(),
              each.get("height").intValue(),
              each.get("min_pixels").longValue(),
              each.get("max_pixels").longValue());
      boolean equal =
          size.width() == each.get("resized_width").intValue()
              && size.height() == each.get("resized_height").intValue();
      wrong += equal ? 0 : 1;
    }
    output.line(
        json,
        Fields.of(
            "case", "smart_resize", "values", cases.size(), "wrong", wrong, "ok", wrong == 0));
    return wrong == 0;
  }

  private static List<Path> frameTensors(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .filter(file -> Files.exists(picture(file, 0)))
          .sorted()
          .toList();
    }
  }

  private static Path picture(Path tensors, int number) {
    String name = tensors.getFileName().toString().replace(".safetensors", "");
    return tensors.resolveSibling("%s.%02d.png".formatted(name, number));
  }

  private static boolean frames(Path tensors, boolean json, Output output) throws IOException {
    ByteTensor expected = ByteTensor.read(tensors, "frames_resized");
    int height = expected.shape().get(1);
    int width = expected.shape().get(2);
    Difference difference = new Difference();
    ReferenceResize resize = new ReferenceResize();
    for (int i = 0; i < expected.shape().get(0); i++) {
      byte[] actual = resize.resize(PngFile.read(picture(tensors, i)), width, height);
      difference.add(actual, expected.values(), i * actual.length);
    }
    String name = "frames " + tensors.getFileName().toString().replace(".safetensors", "");
    return report(name, difference, json, output);
  }

  private static boolean report(String name, Difference found, boolean json, Output output) {
    boolean ok = found.worst() <= 1 && found.equalPart() >= MIN_EQUAL;
    output.line(
        json,
        Fields.of(
            "case", name,
            "values", found.values(),
            "worst", found.worst(),
            "equal", found.equalPart(),
            "ok", ok));
    return ok;
  }
}
