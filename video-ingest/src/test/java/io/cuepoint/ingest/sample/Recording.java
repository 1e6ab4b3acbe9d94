package io.cuepoint.ingest.sample;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.picture.RgbPicture;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a pass gives. */
final class Recording implements PassSink {
  /** A sample without its picture. */
  record Sample(MediaTime target, MediaTime pts, boolean key, boolean damaged) {}

  private final boolean keepPictures;
  final List<Sample> samples = new ArrayList<>();
  final List<RgbPicture> pictures = new ArrayList<>();
  final List<MediaTime> frames = new ArrayList<>();
  final List<MediaTime> sounds = new ArrayList<>();
  long soundFrames;

  Recording(boolean keepPictures) {
    this.keepPictures = keepPictures;
  }

  static Recording of(String location, double framesPerSecond) throws Exception {
    Recording recording = new Recording(false);
    new MediaPass(PassOptions.DEFAULT).run(location, framesPerSecond, recording);
    return recording;
  }

  @Override
  public void sample(SampledFrame frame) {
    samples.add(new Sample(frame.target(), frame.pts(), frame.key(), frame.damaged()));
    if (keepPictures) {
      pictures.add(frame.picture().copy());
    }
  }

  @Override
  public void signal(GreyFrame frame) {
    frames.add(frame.time());
  }

  @Override
  public void audio(AudioBlock block) {
    sounds.add(block.start());
    soundFrames += block.frames();
  }
}
