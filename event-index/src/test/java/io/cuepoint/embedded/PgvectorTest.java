package io.cuepoint.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgvectorTest {
  @TempDir Path home;
  private PostgresBinaries binaries;

  @BeforeEach
  void emptyServer() throws IOException {
    binaries = new PostgresBinaries(home.resolve("postgres"));
    Files.createDirectories(binaries.libraries());
    Files.createDirectories(binaries.extensions());
  }

  private Path packageFile() throws Exception {
    String lacking = null;
    try {
      return new PgvectorCache(home).find();
    } catch (IOException e) {
      lacking = e.getMessage();
    }
    assumeThat(lacking).as("pgvector cannot be had here").isNull();
    throw new AssertionError();
  }

  @Test
  void takesAPackageFromAPathAndAFolderItWasUnpackedInto() throws Exception {
    Path file = packageFile();
    assertThat(new Pgvector(home, file.toString()).installInto(binaries)).isNull();
    assertThat(binaries.libraries().resolve("vector.so")).exists();
    assertThat(binaries.extensions().resolve("vector--0.8.0.sql")).exists();

    Path unpacked = Files.createDirectories(home.resolve("unpacked/usr"));
    PgvectorPackage.unpack(file, unpacked);
    assertThat(new Pgvector(home, DatabaseOptions.NONE).installInto(binaries)).contains("none");
    assertThat(binaries.extensions().resolve("vector.control")).doesNotExist();
    assertThat(new Pgvector(home, unpacked.getParent().toString()).installInto(binaries)).isNull();
    assertThat(binaries.extensions().resolve("vector.control")).exists();
  }

  @Test
  void saysWhyAPathHoldsNoPgvector() throws Exception {
    Path other = Files.writeString(home.resolve("other.deb"), "not a package");
    assertThat(new Pgvector(home, other.toString()).installInto(binaries))
        .contains("is not the expected package");
    assertThat(new Pgvector(home, home.resolve("missing").toString()).installInto(binaries))
        .contains("no file or folder");
    Path empty = Files.createDirectories(home.resolve("empty"));
    assertThat(new Pgvector(home, empty.toString()).installInto(binaries))
        .contains("holds no vector.so");
    assertThat(binaries.extensions()).isEmptyDirectory();
  }

  @Test
  void letsTheLibraryLoadWithoutTheVersionThatAnOlderCLibraryLacks() throws Exception {
    Path unpacked = Files.createDirectories(home.resolve("unpacked"));
    PgvectorPackage.unpack(packageFile(), unpacked);
    byte[] original = Files.readAllBytes(unpacked.resolve("vector.so"));
    byte[] relaxed = SharedObject.withoutVersion(original, "GLIBC_2.38");
    assertThat(new String(original, StandardCharsets.ISO_8859_1)).contains("__isoc23_strtol\0");
    assertThat(new String(relaxed, StandardCharsets.ISO_8859_1))
        .doesNotContain("__isoc23_")
        .hasSameSizeAs(new String(original, StandardCharsets.ISO_8859_1));
  }

  @Test
  void refusesWhatIsNoSharedObject() {
    assertThatThrownBy(() -> SharedObject.withoutVersion(new byte[100], "GLIBC_2.38"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a 64-bit");
    byte[] cut = new byte[64];
    byte[] magic = {0x7f, 'E', 'L', 'F', 2, 1};
    System.arraycopy(magic, 0, cut, 0, magic.length);
    cut[0x28] = 127;
    cut[0x3a] = 64;
    cut[0x3c] = 3;
    assertThatThrownBy(() -> SharedObject.withoutVersion(cut, "GLIBC_2.38"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }
}
