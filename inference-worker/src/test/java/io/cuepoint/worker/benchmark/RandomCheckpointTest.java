package io.cuepoint.worker.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.checkpoint.TensorRef;
import io.cuepoint.worker.checkpoint.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomCheckpointTest {
  @Test
  void isTheSameEveryTime(@TempDir Path folder) throws IOException {
    for (String each : new String[] {"one", "two"}) {
      Checkpoint unused = RandomCheckpoint.make(folder.resolve(each), Shape.TINY);
    }
    Path file = Path.of("model.safetensors");
    assertThat(folder.resolve("one").resolve(file))
        .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
  }

  @Test
  void hasMatricesThatKeepTheSizeOfWhatTheyMultiply(@TempDir Path folder) throws IOException {
    Checkpoint checkpoint = RandomCheckpoint.make(folder, Shape.TINY);
    for (TensorRef matrix : checkpoint.weights().matrices()) {
      double mean = 0;
      double square = 0;
      ShortBuffer values = values(matrix);
      int count = values.remaining();
      assertThat((long) count).isEqualTo(matrix.elements());
      while (values.hasRemaining()) {
        double value = Float.intBitsToFloat(values.get() << 16);
        mean += value / count;
        square += value * value / count;
      }
      double inputs = (double) matrix.elements() / matrix.shape().get(0);
      assertThat(square * inputs).as(matrix.name()).isCloseTo(1, within(0.05));
      assertThat(mean * Math.sqrt(inputs)).as(matrix.name()).isCloseTo(0, within(0.02));
    }
  }

  @Test
  void isMadeAgainWhereItIsNotWhole(@TempDir Path folder) throws IOException {
    Checkpoint unused = RandomCheckpoint.make(folder, Shape.TINY);
    Files.delete(folder.resolve("config.json"));
    Files.write(folder.resolve("model.safetensors"), new byte[10]);
    assertThat(RandomCheckpoint.make(folder, Shape.TINY).weights().matrices()).isNotEmpty();
  }

  private static ShortBuffer values(TensorRef tensor) {
    ByteBuffer bytes = Weights.map(tensor, 0, (int) tensor.bytes());
    return bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }
}
