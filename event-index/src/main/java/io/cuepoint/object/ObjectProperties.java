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
 * @param objects {@code file:FOLDER} or {@code s3://BUCKET/PREFIX} (the prefix may be missing);
 *     default the folder {@code objects} in {@code home}
 * @param objectsReserve room on the disk that objects never take; default 512 MB
 */
@ConfigurationProperties("cuepoint")
record ObjectProperties(
    @DefaultValue(".cuepoint") Path home,
    @Nullable String objects,
    @DefaultValue("512MB") DataSize objectsReserve) {
  private static final String FILE = "file:";
  private static final String S3 = "s3://";

  ObjectProperties {
    if (objects != null && !objects.startsWith(FILE) && !objects.startsWith(S3)) {
      throw new IllegalArgumentException(
          "cuepoint.objects: '" + objects + "' (expected: file:FOLDER or s3://BUCKET/PREFIX)");
    }
  }

  /** The folder; null where objects lie in a bucket. */
  @Nullable Path folder() {
    if (objects == null) {
      return home.resolve("objects");
    }
    return objects.startsWith(FILE)
        ? Path.of(objects.substring(FILE.length()).replaceFirst("^//", ""))
        : null;
  }

  /** The place in a bucket; null where objects lie in a folder. */
  @Nullable S3Place bucket() {
    return objects != null && objects.startsWith(S3)
        ? S3Place.parse(objects.substring(S3.length()))
        : null;
  }
}
