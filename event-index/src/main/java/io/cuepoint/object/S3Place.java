package io.cuepoint.object;

import java.util.regex.Pattern;

/**
 * A place in a bucket under which all objects lie.
 *
 * @param prefix of every object's name there: empty, or ending in {@code /}
 */
record S3Place(String bucket, String prefix) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  S3Place {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "cuepoint.objects: bucket '"
              + bucket
              + "' (expected: 3 to 63 characters of a-z, 0-9, '-' and '.')");
    }
  }

  /** What stands behind {@code s3://}. */
  static S3Place parse(String text) {
    int slash = text.indexOf('/');
    String bucket = slash < 0 ? text : text.substring(0, slash);
    String prefix = slash < 0 ? "" : text.substring(slash + 1);
    return new S3Place(bucket, prefix.isEmpty() ? "" : ObjectKey.prefix(prefix) + "/");
  }

  /** The name in the bucket. */
  String name(String key) {
    return prefix + ObjectKey.check(key);
  }

  /** The key of the object with this name. */
  String key(String name) {
    return name.substring(prefix.length());
  }
}
