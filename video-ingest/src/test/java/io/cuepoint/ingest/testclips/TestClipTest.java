package io.cuepoint.ingest.testclips;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.StreamInfo;
import io.cuepoint.ingest.demux.MediaProbe;
import io.cuepoint.ingest.demux.Probe;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.MediaPass;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestClipTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"a.mp4, libopenh264", "a.avi, mpeg4", "a.mkv, libvpx-vp9", "a.ts, libopenh264"})
  void showsTheLevelsThatWereAskedFor(String name, String codec) throws Exception {
    Path file =
        TestClip.of(160, 90, 25, 2)
            .codec(codec)
            .picture(Painter.level(s -> s < 1 ? 40 : 200))
            .sound(Sound.tone(440, 0.1))
            .write(folder.resolve(name));

    List<Integer> levels = new ArrayList<>();
    PassResult result =
        new MediaPass(PassOptions.DEFAULT)
            .run(
                file.toString(),
                2,
                new PassSink() {
                  @Override
                  public void signal(GreyFrame frame) {
                    levels.add(frame.luma()[frame.luma().length / 2] & 0xff);
                  }
                });

    assertThat(levels).hasSize(50);
    assertThat(levels.subList(0, 25)).allMatch(level -> Math.abs(level - 40) <= 6);
    assertThat(levels.subList(25, 50)).allMatch(level -> Math.abs(level - 200) <= 6);
    assertThat(result.audioEnd()).isGreaterThanOrEqualTo(MediaTime.ofSeconds(1.99));
  }

  @Test
  void saysWhatWasAskedFor() throws Exception {
    Path file =
        TestClip.of(320, 180, 30, 1).sound(Sound.silence()).stereo().write(folder.resolve("a.mp4"));

    Probe probe = MediaProbe.probe(file.toString());

    assertThat(probe.streams()).extracting(StreamInfo::codec).containsExactly("h264", "aac");
    assertThat(probe.video()).get().extracting(StreamInfo::averageFrameRate).isEqualTo(30.0);
    assertThat(probe.audio()).get().extracting(StreamInfo::channels).isEqualTo(2);
    assertThat(probe.duration()).isEqualTo(MediaTime.ofSeconds(1));
  }
}
