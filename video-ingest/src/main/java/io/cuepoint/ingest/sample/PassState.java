package io.cuepoint.ingest.sample;

import io.cuepoint.contract.Warning;
import java.util.List;
import java.util.Map;

/**
 * Where a pass stands between two packets, in what it takes to go on from there. Only what was
 * decoded without a doubt about its times has one.
 *
 * @param time of the last frame that was shown, in microseconds of the video's clock
 * @param reached the end of what any stream has given, likewise
 * @param frames that were decoded
 * @param interlaced how many of them are interlaced
 * @param width of the last one as coded
 * @param height likewise
 * @param errors packets that the video decoder refused
 * @param lastError the last of these errors
 * @param greyWidth of every luma picture
 * @param greyHeight likewise
 * @param soundBlocks how many stretches of sound were handed out
 * @param warnings so far
 * @param warningCounts how many there were of each code
 */
public record PassState(
    long time,
    long reached,
    long frames,
    long interlaced,
    int width,
    int height,
    long errors,
    int lastError,
    int greyWidth,
    int greyHeight,
    long soundBlocks,
    List<Warning> warnings,
    Map<String, Integer> warningCounts) {
  public PassState {
    warnings = List.copyOf(warnings);
    warningCounts = Map.copyOf(warningCounts);
  }
}
