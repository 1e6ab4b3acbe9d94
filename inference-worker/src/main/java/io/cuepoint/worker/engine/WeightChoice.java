package io.cuepoint.worker.engine;

import io.cuepoint.worker.checkpoint.WeightFormat;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;

/**
 * The format of the weights, and why it is this one.
 *
 * @param format not {@code AUTO}
 * @param reason in words, with the figures
 */
public record WeightChoice(WeightFormat format, String reason) {
  /** What {@code AUTO} chooses among on the CPU. */
  public static final List<WeightFormat> ON_CPU =
      List.of(WeightFormat.F32, WeightFormat.INT8, WeightFormat.INT4);

  /** What it chooses among on a GPU. */
  public static final List<WeightFormat> ON_GPU = List.of(WeightFormat.BF16, WeightFormat.INT4);

  /**
   * Takes what is asked for; of {@code AUTO} the most exact that fits, or else the smallest.
   *
   * @param mostExactFirst what there is to choose among; the last is the smallest
   * @param bytes that the weights take in a format
   * @param free bytes that there are
   * @param room bytes that are to be left for the work itself
   */
  public static WeightChoice of(
      WeightFormat asked,
      List<WeightFormat> mostExactFirst,
      ToLongFunction<WeightFormat> bytes,
      long free,
      long room) {
    if (asked != WeightFormat.AUTO) {
      return new WeightChoice(asked, asked.label() + " weights, as configured");
    }
    StringJoiner tooLarge = new StringJoiner(", ");
    for (WeightFormat format : mostExactFirst) {
      long needed = bytes.applyAsLong(format);
      if (needed <= free - room) {
        String others = tooLarge.length() == 0 ? "" : ", too little for " + tooLarge;
        return new WeightChoice(
            format,
            "%s weights: %s and %s for the work fit into %s%s"
                .formatted(
                    format.label(), gigabytes(needed), gigabytes(room), gigabytes(free), others));
      }
      tooLarge.add(format.label() + " (" + gigabytes(needed) + ")");
    }
    WeightFormat smallest = mostExactFirst.get(mostExactFirst.size() - 1);
    return new WeightChoice(
        smallest,
        "%s weights, the smallest: beside %s for the work %s is too little for %s"
            .formatted(smallest.label(), gigabytes(room), gigabytes(free), tooLarge));
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }
}
