package io.cuepoint.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.api.InMemoryVideoStore;
import io.cuepoint.object.FileObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanSweeperTest {
  @TempDir Path folder;

  @Test
  void startsAgainAfterAStop() throws Exception {
    OrphanSweep sweep =
        new OrphanSweep(
            new FileObjectStore(folder, 0),
            new InMemoryVideoStore(),
            Clock.systemUTC(),
            Duration.ofHours(1));
    OrphanSweeper sweeper = new OrphanSweeper(sweep, Duration.ofHours(1));
    for (int i = 0; i < 2; i++) {
      sweeper.start();
      assertThat(sweeper.isRunning()).isTrue();
      sweeper.stop();
      assertThat(sweeper.isRunning()).isFalse();
    }
  }
}
