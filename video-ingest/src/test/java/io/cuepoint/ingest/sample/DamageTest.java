package io.cuepoint.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cuepoint.contract.MediaTime;
import io.cuepoint.contract.Warning;
import org.junit.jupiter.api.Test;

class DamageTest {
  private final PassWarnings warnings = new PassWarnings();
  private final Damage damage = new Damage(warnings);

  @Test
  void lastsUntilTheNextSoundKeyFrame() {
    assertThat(damage.frame(0, true, false)).isFalse();
    assertThat(damage.frame(40, false, true)).isTrue();
    assertThat(damage.frame(80, false, false)).isTrue();
    assertThat(damage.frame(120, true, true)).isTrue();
    assertThat(damage.frame(160, false, false)).isTrue();
    assertThat(damage.frame(200, true, false)).isFalse();
    assertThat(damage.frame(240, false, false)).isFalse();

    assertThat(warnings.all())
        .containsExactly(
            new Warning(
                "video.damaged",
                "4 frames may be damaged",
                MediaTime.ofMicros(40),
                MediaTime.ofMicros(200)));
  }

  @Test
  void beginsWithTheFrameAfterALostPacketAndEndsWithTheVideo() {
    damage.frame(0, true, false);
    damage.packetLost();
    assertThat(damage.frame(40, false, false)).isTrue();
    damage.close(80);
    damage.close(90);

    assertThat(warnings.all()).hasSize(1);
    assertThat(warnings.all().get(0).end()).isEqualTo(MediaTime.ofMicros(80));
  }
}
