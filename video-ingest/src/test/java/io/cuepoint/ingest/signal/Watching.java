package io.cuepoint.ingest.signal;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.MediaPass;
import io.cuepoint.ingest.sample.PassOptions;
import io.cuepoint.ingest.sample.PassSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the detectors over a file. */
final class Watching {
  private Watching() {}

  static List<EventLocalized> file(Path file) throws Exception {
    List<EventLocalized> events = new ArrayList<>();
    Signals signals = new Signals(Detecting.VIDEO, true, true, Detecting.defaults(), events::add);
    PassSink sink =
        new PassSink() {
          @Override
          public void signal(GreyFrame frame) {
            signals.see(frame);
          }

          @Override
          public void audio(AudioBlock block) {
            signals.hear(block);
          }
        };
    new MediaPass(PassOptions.DEFAULT).run(file.toString(), 0.1, sink);
    signals.end();
    return events;
  }
}
