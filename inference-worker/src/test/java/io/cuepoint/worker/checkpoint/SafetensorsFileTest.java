package io.cuepoint.worker.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 7 | checkpoint.truncated",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 9 | checkpoint.corrupt",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}} | 8 | checkpoint.corrupt",
        "{'a':{'dtype':'Q4','shape':[2],'data_offsets':[0,8]}} | 8 | checkpoint.dtype",
        "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | 8 | checkpoint.corrupt",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | 8 | checkpoint.corrupt",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | 8 | checkpoint.corrupt",
        "{'a':{'dtype':'F32','shape':[9999999999,9999999999],'data_offsets':[0,8]}} | 8 | checkpoint.corrupt",
        "{'a':{'dtype':'F32','shape':[2]}} | 8 | checkpoint.corrupt",
        "{'a':7} | 8 | checkpoint.corrupt",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,9223372036854775807]}} | 8 | checkpoint.corrupt",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 8 | checkpoint.json",
        "[1] | 0 | checkpoint.json",
        "{'a' | 0 | checkpoint.json",
      })
  void namesTheFault(String header, long data, String code) throws IOException {
    Path file = folder.resolve("model.safetensors");
    TestCheckpoint.write(file, header.replace('\'', '"'), data);
    assertThatThrownBy(() -> SafetensorsFile.open(file))
        .hasMessageContaining("model.safetensors")
        .isInstanceOfSatisfying(
            CheckpointException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void namesTensorsThatOverlap() throws IOException {
    Path file = folder.resolve("model.safetensors");
    String header =
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
    TestCheckpoint.write(file, header, 12);
    assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("b overlaps a");
    Files.delete(file);
    TestCheckpoint.write(file, header.replace("[4,12]", "[12,20]"), 20);
    assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("b leaves a gap");
  }

  @Test
  void namesAPointerThatWasNotFollowed() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Files.writeString(file, "version https://git-lfs.example/spec/v1\noid sha256:00\nsize 9\n");
    assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("Git LFS pointer");
    Files.writeString(file, "abc");
    assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessageContaining("3 bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void neverFailsOtherwiseOnDamagedFiles(long seed) throws IOException {
    TestCheckpoint.copy("flat-tied", folder);
    Path file = folder.resolve("model.safetensors");
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(9_000)] = (byte) random.nextInt();
      Files.write(file, damaged);
      try {
        SafetensorsFile.open(file);
      } catch (CheckpointException e) {
        assertThat(e).hasMessageContaining("model.safetensors");
      }
    }
  }
}
