package io.cuepoint.api.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cuepoint.api.problem.ProblemException;
import io.cuepoint.contract.MediaTime;
import io.cuepoint.index.store.Video;
import io.cuepoint.index.store.VideoState;
import io.cuepoint.object.FileObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import reactor.core.Disposable;

class ThumbnailsTest {
  private final Semaphore mayFinish = new Semaphore(0);
  private final AtomicInteger decoding = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final AtomicInteger decoded = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final Video video =
      new Video(
          UUID.randomUUID(),
          "a",
          "videos/a",
          VideoState.READY,
          1,
          1,
          "00",
          null,
          null,
          List.of(),
          List.of(),
          List.of(),
          null,
          Instant.EPOCH);
  private Thumbnails thumbnails;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    ThumbnailProperties properties =
        new ThumbnailProperties(2, 3, Duration.ofMinutes(1), DataSize.ofBytes(250));
    thumbnails = new Thumbnails(this::decode, new FileObjectStore(folder, 0), properties);
  }

  @AfterEach
  void stop() {
    thumbnails.close();
  }

  private Optional<byte[]> decode(String location, MediaTime time, int width)
      throws InterruptedException {
    mostAtOnce.accumulateAndGet(decoding.incrementAndGet(), Math::max);
    try {
      mayFinish.acquire();
      decoded.incrementAndGet();
      return Optional.of(new byte[100]);
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw e;
    } finally {
      decoding.decrementAndGet();
    }
  }

  @Test
  void decodesAFewAtATimeAndRefusesWhatWouldWaitBehindTooMany() {
    List<CompletableFuture<byte[]>> asked = new ArrayList<>();
    for (int second = 0; second < 5; second++) {
      asked.add(ask(second));
    }
    assertThatThrownBy(() -> thumbnails.jpeg(video, MediaTime.ofSeconds(9.0), 320).block())
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code().code()).isEqualTo("thumbnail.busy"));
    await().until(() -> decoding.get() == 2);
    mayFinish.release(5);
    asked.forEach(CompletableFuture::join);
    assertThat(mostAtOnce).hasValue(2);
  }

  @Test
  void keepsTheLatestUpToABoundInBytes() {
    mayFinish.release(100);
    for (int second : new int[] {1, 2, 1, 3}) {
      ask(second).join();
    }
    assertThat(decoded).hasValue(3);
    // 250 bytes hold two of them: the second was asked for longest ago
    ask(1).join();
    ask(3).join();
    assertThat(decoded).hasValue(3);
    ask(2).join();
    assertThat(decoded).hasValue(4);
  }

  @Test
  void stopsWorkingForWhoHasGone() {
    Disposable asked = thumbnails.jpeg(video, MediaTime.ZERO, 320).subscribe();
    await().until(() -> decoding.get() == 1);
    asked.dispose();
    await().until(() -> interrupted.get() == 1);
    mayFinish.release();
    assertThat(ask(1).join()).hasSize(100);
  }

  private CompletableFuture<byte[]> ask(int second) {
    return thumbnails.jpeg(video, MediaTime.ofSeconds((double) second), 320).toFuture();
  }
}
