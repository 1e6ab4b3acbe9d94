package io.cuepoint.ingest.isolate;

import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps all that a pass gives, as text. */
class Everything implements PassSink {
  final List<String> seen = new ArrayList<>();

  @Override
  public void sample(SampledFrame frame) {
    RgbPicture picture = frame.picture().copy();
    seen.add(
        "sample %s %s %s %s %dx%d %dx%d %08x"
            .formatted(
                frame.target(),
                frame.pts(),
                frame.key(),
                frame.damaged(),
                picture.width(),
                picture.height(),
                picture.displayedWidth(),
                picture.displayedHeight(),
                Arrays.hashCode(picture.rgb())));
  }

  @Override
  public void signal(GreyFrame frame) {
    byte[] luma = Arrays.copyOf(frame.luma(), frame.width() * frame.height());
    seen.add(
        "signal %s %s %dx%d %08x"
            .formatted(
                frame.time(), frame.end(), frame.width(), frame.height(), Arrays.hashCode(luma)));
  }

  @Override
  public void audio(AudioBlock block) {
    float[] values = Arrays.copyOf(block.interleaved(), block.frames() * block.channels());
    seen.add(
        "sound %s %d %d %08x"
            .formatted(block.start(), block.channels(), block.frames(), Arrays.hashCode(values)));
  }

  List<String> samples() {
    return seen.stream().filter(each -> each.startsWith("sample")).toList();
  }
}
