package io.cuepoint.object;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the bucket of {@code cuepoint.objects} is reached.
 *
 * @param endpoint of a store that is not Amazon's; null for Amazon's
 * @param region null: as AWS's own settings say, and {@code us-east-1} at another endpoint
 * @param pathStyle whether the bucket stands in the path and not in the host name; null: at another
 *     endpoint it does
 * @param accessKey null: AWS's default chain (environment, profile, web identity, container,
 *     instance)
 * @param secretKey with an access key
 * @param sessionToken of temporary keys
 * @param partSize memory of an object being written, and size of its parts; a store takes 10,000
 *     parts at most, so that this bounds the largest object
 * @param linkEndpoint address at which clients reach the store; links to content are given where it
 *     is set, or where the store is Amazon's
 * @param linkValidity how long such a link can be used
 * @param timeout of a single request; a failed one is tried again
 * @param startTimeout how long a bucket that is not there yet is waited for at the start
 * @param abandonedAfter age at which an upload that nobody finished is broken off
 */
@ConfigurationProperties("cuepoint.s3")
record S3Properties(
    @Nullable URI endpoint,
    @Nullable String region,
    @Nullable Boolean pathStyle,
    @Nullable String accessKey,
    @Nullable String secretKey,
    @Nullable String sessionToken,
    @DefaultValue("16MB") DataSize partSize,
    @Nullable URI linkEndpoint,
    @DefaultValue("6h") Duration linkValidity,
    @DefaultValue("60s") Duration timeout,
    @DefaultValue("2m") Duration startTimeout,
    @DefaultValue("1d") Duration abandonedAfter) {
  private static final DataSize SMALLEST_PART = DataSize.ofMegabytes(5);
  private static final DataSize LARGEST_PART = DataSize.ofMegabytes(1024);
  private static final Duration LONGEST_LINK = Duration.ofDays(7);

  S3Properties {
    if (partSize.compareTo(SMALLEST_PART) < 0 || partSize.compareTo(LARGEST_PART) > 0) {
      throw new IllegalArgumentException(
          "cuepoint.s3.part-size: " + partSize.toMegabytes() + "MB (expected: 5MB to 1024MB)");
    }
    if ((accessKey == null) != (secretKey == null)) {
      throw new IllegalArgumentException(
          "cuepoint.s3: one of access-key and secret-key (expected: both or none)");
    }
    if (linkValidity.isNegative()
        || linkValidity.isZero()
        || linkValidity.compareTo(LONGEST_LINK) > 0) {
      throw new IllegalArgumentException(
          "cuepoint.s3.link-validity: " + linkValidity + " (expected: above 0, at most 7 days)");
    }
  }

  /** Whether clients may be sent to the store itself. */
  boolean links() {
    return linkEndpoint != null || endpoint == null;
  }

  @Override
  public String toString() {
    return "S3Properties[endpoint=" + endpoint + ", region=" + region + "]";
  }
}
