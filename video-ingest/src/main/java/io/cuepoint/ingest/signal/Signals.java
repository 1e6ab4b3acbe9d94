package io.cuepoint.ingest.signal;

import io.cuepoint.contract.DetectorLook;
import io.cuepoint.contract.EventLocalized;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Outcome;
import io.cuepoint.contract.Source;
import io.cuepoint.contract.TimeSpan;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import io.cuepoint.ingest.sample.LostPlaceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All detectors on one video. Events are given away as soon as they are certain; the same video
 * gives the same events. Not thread-safe.
 */
public final class Signals {
  /** All detectors with their versions: what others knew is of no use to these. */
  public static final String VERSIONS =
      String.join(
          " ",
          CutDetector.VERSION,
          FadeDetector.VERSION,
          DissolveDetector.VERSION,
          FlashDetector.VERSION,
          BlackDetector.VERSION,
          FreezeDetector.VERSION,
          MotionDetector.VERSION,
          SilenceDetector.VERSION,
          LoudDetector.VERSION);

  /** At most 250 pictures a second are looked at, which bounds every memory of them. */
  private static final long LEAST_STEP_MICROS = 4_000;

  private final boolean video;
  private final boolean audio;
  private final LumaMeter lumaMeter = new LumaMeter();
  private final SoundMeter soundMeter = new SoundMeter(this::hear);
  private final History history = new History();
  private final List<PictureDetector> pictureDetectors;
  private final List<SoundDetector> soundDetectors;
  private final List<Reporter> pictureReporters = new ArrayList<>();
  private final List<Reporter> soundReporters = new ArrayList<>();
  private final Transitions transitions = new Transitions();

  private @Nullable Recognition recognition;
  private @Nullable MediaTime seenFrom;
  private MediaTime seenTo = MediaTime.ZERO;
  private @Nullable MediaTime heardFrom;
  private MediaTime heardTo = MediaTime.ZERO;

  /**
   * Detectors for one video.
   *
   * @param video whether it has pictures
   * @param audio whether it has sound
   * @param events takes each event, on the caller's thread
   */
  public Signals(
      UUID videoId,
      boolean video,
      boolean audio,
      SignalsProperties properties,
      Consumer<EventLocalized> events) {
    this.video = video;
    this.audio = audio;
    Factory make = new Factory(videoId, properties.eventsPerMinute(), events);
    Consumer<Finding> fade =
        with(transitions::addChangeOfShot, make.picture("fade", FadeDetector.VERSION));
    pictureDetectors =
        List.of(
            new CutDetector(
                properties.cut(),
                history,
                with(transitions::addChangeOfShot, make.picture("cut", CutDetector.VERSION))),
            new FadeDetector(properties.fade(), FadeDetector.Ground.BLACK, history, fade),
            new FadeDetector(properties.fade(), FadeDetector.Ground.WHITE, history, fade),
            new DissolveDetector(
                properties.dissolve(),
                history,
                with(
                    transitions::addChangeOfShot,
                    make.picture("dissolve", DissolveDetector.VERSION))),
            new FlashDetector(
                properties.flash(),
                history,
                with(transitions::addFlash, make.picture("flash", FlashDetector.VERSION))),
            new BlackDetector(
                properties.black(), history, make.picture("black", BlackDetector.VERSION)),
            new FreezeDetector(
                properties.freeze(), history, make.picture("freeze", FreezeDetector.VERSION)),
            new MotionDetector(
                properties.motion(),
                history,
                transitions,
                make.picture("motion", MotionDetector.VERSION)));
    soundDetectors =
        List.of(
            new SilenceDetector(
                properties.silence(), make.sound("silence", SilenceDetector.VERSION)),
            new LoudDetector(properties.loud(), make.sound("loud", LoudDetector.VERSION)));
  }

  /**
   * All that the detectors know, so that others may go on in their place: {@link #goOn}. Its size
   * does not grow with the length of the video.
   */
  public void save(OutputStream out) throws IOException {
    remember(new MemoWriter(out));
  }

  /**
   * Takes the place of detectors that were saved; nothing was looked at yet. Their last pictures
   * are to come again.
   *
   * @throws IOException when others than these were saved
   */
  public void goOn(InputStream in) throws IOException {
    remember(new MemoReader(in));
    if (history.last() >= 0) {
      lumaMeter.goOnBehind(history.newest());
    }
    recognition = new Recognition(history, LEAST_STEP_MICROS);
  }

  private void remember(Memo memo) throws IOException {
    seenFrom = memo.timeIfAny(seenFrom);
    seenTo = memo.time(seenTo);
    heardFrom = memo.timeIfAny(heardFrom);
    heardTo = memo.time(heardTo);
    history.remember(memo);
    transitions.remember(memo);
    soundMeter.remember(memo);
    for (PictureDetector detector : pictureDetectors) {
      detector.remember(memo);
    }
    for (SoundDetector detector : soundDetectors) {
      detector.remember(memo);
    }
    for (Reporter reporter : pictureReporters) {
      reporter.remember(memo);
    }
    for (Reporter reporter : soundReporters) {
      reporter.remember(memo);
    }
  }

  /**
   * Whether a picture was looked at by the detectors whose place these took.
   *
   * @throws LostPlaceException when it is not the one that they saw
   */
  public boolean hasSeen(GreyFrame frame) throws LostPlaceException {
    if (recognition != null && recognition.knows(frame)) {
      return true;
    }
    recognition = null;
    return false;
  }

  /** Looks at a picture; one that does not come after the last one is passed over. */
  public void see(GreyFrame frame) {
    if (seenFrom == null) {
      seenFrom = frame.time();
    } else if (history.newest().time().microsUntil(frame.time()) < LEAST_STEP_MICROS) {
      return;
    }
    seenTo = MediaTime.max(frame.time(), frame.end());
    history.add(lumaMeter.measure(frame));
    for (PictureDetector detector : pictureDetectors) {
      detector.see();
    }
  }

  /** Listens to a stretch of sound. */
  public void hear(AudioBlock block) {
    if (heardFrom == null) {
      heardFrom = block.start();
    }
    heardTo = MediaTime.max(heardTo, block.end());
    soundMeter.hear(block);
  }

  /** The video is over: gives away what was still open, and says what was looked at. */
  public SignalReport end() {
    pictureDetectors.forEach(detector -> detector.end(seenTo.micros()));
    soundDetectors.forEach(SoundDetector::end);
    List<DetectorLook> looks = new ArrayList<>();
    String blind = video ? "video could not be decoded" : "no video stream";
    String deaf = audio ? "audio could not be decoded" : "no audio stream";
    pictureReporters.forEach(each -> looks.add(look(each, seenFrom, seenTo, blind)));
    soundReporters.forEach(each -> looks.add(look(each, heardFrom, heardTo, deaf)));
    int events = 0;
    for (Reporter reporter : pictureReporters) {
      events += reporter.count();
    }
    for (Reporter reporter : soundReporters) {
      events += reporter.count();
    }
    return new SignalReport(looks, events);
  }

  private void hear(SoundHop hop) {
    for (SoundDetector detector : soundDetectors) {
      detector.hear(hop);
    }
  }

  private static Consumer<Finding> with(Consumer<TimeSpan> transitions, Reporter reporter) {
    return finding -> {
      transitions.accept(finding.span());
      reporter.accept(finding);
    };
  }

  private static DetectorLook look(
      Reporter reporter, @Nullable MediaTime from, MediaTime to, String whyNot) {
    if (from == null) {
      TimeSpan nothing = new TimeSpan(MediaTime.ZERO, MediaTime.ZERO);
      return new DetectorLook(reporter.source(), nothing, Outcome.NOT_ANALYSED, whyNot);
    }
    TimeSpan span = new TimeSpan(from, MediaTime.max(from, to));
    return new DetectorLook(reporter.source(), span, Outcome.ANALYSED, reporter.leftOut());
  }

  private final class Factory {
    private final UUID videoId;
    private final int perMinute;
    private final Consumer<EventLocalized> events;

    Factory(UUID videoId, int perMinute, Consumer<EventLocalized> events) {
      this.videoId = videoId;
      this.perMinute = perMinute;
      this.events = events;
    }

    Reporter picture(String name, String version) {
      return add(pictureReporters, name, version);
    }

    Reporter sound(String name, String version) {
      return add(soundReporters, name, version);
    }

    private Reporter add(List<Reporter> reporters, String name, String version) {
      Source source = Source.detector(name, version);
      Reporter reporter = new Reporter(videoId, source, perMinute, events);
      reporters.add(reporter);
      return reporter;
    }
  }
}
