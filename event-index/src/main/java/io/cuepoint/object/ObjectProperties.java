package io.cuepoint.object;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where objects lie.
 *
 * @param home folder of everything that Cuepoint keeps; default {@code .cuepoint}
 * @param objects {@code file:FOLDER}; default the folder {@code objects} in {@code home}
 * @param objectsReserve room on the disk that objects never take; default 512 MB
 */
@ConfigurationProperties("cuepoint")
record ObjectProperties(
    @DefaultValue(".cuepoint") Path home,
    @Nullable String objects,
    @DefaultValue("512MB") DataSize objectsReserve) {
  private static final String SCHEME = "file:";

  ObjectProperties {
    if (objects != null && !objects.startsWith(SCHEME)) {
      throw new IllegalArgumentException(
          "cuepoint.objects: '" + objects + "' (expected: file:FOLDER)");
    }
  }

  Path folder() {
    return objects == null
        ? home.resolve("objects")
        : Path.of(objects.substring(SCHEME.length()).replaceFirst("^//", ""));
  }
}
