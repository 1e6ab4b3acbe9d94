package io.cuepoint.ingest.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.ingest.demux.UnreadableMediaException;
import io.cuepoint.ingest.picture.RgbPicture;
import io.cuepoint.ingest.sample.PassResult;
import io.cuepoint.ingest.sample.PassSink;
import io.cuepoint.ingest.sample.SampledFrame;
import io.cuepoint.ingest.sample.TargetGrid;
import io.cuepoint.ingest.testclips.Sound;
import io.cuepoint.ingest.testclips.TestClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Real decoder processes. */
class IsolatedReaderTest {
  private static final TargetGrid GRID = TargetGrid.even(2);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path folder;
  private static String film;

  private final IsolatedReader isolated = reader(Duration.ofMinutes(1));
  private final LocalReader local = new LocalReader();

  @BeforeAll
  static void encode() throws Exception {
    film =
        TestClip.of(320, 180, 25, 12)
            .sound(Sound.tone(440, 0.3))
            .write(folder.resolve("film.mp4"))
            .toString();
  }

  @AfterEach
  void close() {
    isolated.close();
  }

  @Test
  void givesTheSameAsReadingHere() throws Exception {
    assertThat(isolated.probe(film)).isEqualTo(local.probe(film));
    assertThat(isolated.activity(film).slices()).isEqualTo(local.activity(film).slices());
    Everything here = new Everything();
    Everything there = new Everything();
    PassResult expected = local.all(film, GRID, here);
    assertThat(isolated.all(film, GRID, there)).isEqualTo(expected);
    assertThat(there.seen).isEqualTo(here.seen).hasSizeGreaterThan(300);
    Everything wanted = new Everything();
    assertThat(isolated.targets(film, GRID, wanted).samples()).isEqualTo(expected.samples());
    assertThat(wanted.samples()).isEqualTo(here.samples());
    RgbPicture frame = isolated.frame(film, MediaTime.ofSeconds(3), 100).orElseThrow();
    RgbPicture same = local.frame(film, MediaTime.ofSeconds(3), 100).orElseThrow();
    assertThat(frame.rgb()).isEqualTo(same.rgb());
    assertThat(children()).as("one process for all of it").hasSize(1);
  }

  @Test
  void failsOneVideoWhereADecoderAborts() throws Exception {
    Set<Long> before = children();
    PassSink aborting =
        new PassSink() {
          @Override
          public void sample(SampledFrame frame) {
            children().stream().filter(pid -> !before.contains(pid)).forEach(Signal::abort);
          }
        };
    assertThatThrownBy(() -> isolated.all(film, GRID, aborting))
        .isInstanceOfSatisfying(
            DecoderDiedException.class,
            e -> {
              assertThat(e.failure().code()).isEqualTo("video.decoder-crash");
              assertThat(e.failure().detail()).contains("aborted");
            });
    assertThat(isolated.probe(film).hasVideo()).as("the next one is read").isTrue();
  }

  @Test
  void endsADecoderThatDoesNothing() throws Exception {
    // patient enough for its start
    try (IsolatedReader impatient = reader(Duration.ofSeconds(5))) {
      Set<Long> before = children();
      PassSink stopping =
          new PassSink() {
            @Override
            public void sample(SampledFrame frame) {
              children().stream().filter(pid -> !before.contains(pid)).forEach(Signal::stop);
            }
          };
      assertThatThrownBy(() -> impatient.all(film, GRID, stopping))
          .isInstanceOfSatisfying(
              DecoderDiedException.class,
              e -> assertThat(e.failure().code()).isEqualTo("video.decoder-stall"));
    }
  }

  @Test
  void givesWhatCannotBeReadAndGoesOn() throws Exception {
    Path none = Files.write(folder.resolve("none.mp4"), new byte[100]);
    assertThatThrownBy(() -> isolated.probe(none.toString()))
        .isInstanceOfSatisfying(
            UnreadableMediaException.class,
            e -> assertThat(e.code()).isEqualTo("video.unreadable"));
    assertThatThrownBy(() -> isolated.probe(folder.resolve("away.mp4").toString()))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(DecoderDiedException.class);
    assertThat(isolated.probe(film).hasVideo()).isTrue();
    assertThat(children()).hasSize(1);
  }

  @Test
  void endsWhenNothingMoreIsWanted() throws Exception {
    Everything first =
        new Everything() {
          @Override
          public boolean isOver() {
            return !samples().isEmpty();
          }
        };
    isolated.all(film, GRID, first);
    assertThat(first.samples()).hasSize(1);
    assertThat(isolated.probe(film).hasVideo()).isTrue();
    assertThat(children()).as("the process is kept").hasSize(1);
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> begun = new AtomicReference<>(false);
    Thread reading =
        new Thread(
            () -> {
              try {
                isolated.all(
                    film,
                    GRID,
                    new PassSink() {
                      @Override
                      public void sample(SampledFrame frame) {
                        children().forEach(Signal::stop);
                        begun.set(true);
                      }
                    });
              } catch (Throwable e) {
                thrown.set(e);
              }
            });
    reading.start();
    await().atMost(PATIENCE).until(begun::get);
    reading.interrupt();
    reading.join(60_000);
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    await().atMost(PATIENCE).until(() -> children().isEmpty());
  }

  @Test
  void aSinkThatThrowsLeavesNothingBehind() throws Exception {
    PassSink broken =
        new PassSink() {
          @Override
          public void sample(SampledFrame frame) {
            throw new IllegalStateException("no room");
          }
        };
    assertThatThrownBy(() -> isolated.all(film, GRID, broken)).hasMessage("no room");
    await().atMost(PATIENCE).until(() -> children().isEmpty());
  }

  private static IsolatedReader reader(Duration stall) {
    return new IsolatedReader(
        new DecoderProperties(true, DataSize.ofGigabytes(1), stall, Duration.ofSeconds(30)));
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }
}
