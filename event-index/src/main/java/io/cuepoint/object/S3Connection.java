package io.cuepoint.object;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Clients of the store as the properties say. */
final class S3Connection {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final S3Properties properties;
  private final AwsCredentialsProvider credentials;
  private final Region region;

  S3Connection(S3Properties properties) {
    this.properties = properties;
    this.credentials = credentials(properties);
    this.region = region(properties);
  }

  S3Client client() {
    S3ClientBuilder client =
        S3Client.builder()
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(configuration(properties.endpoint()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(properties.timeout()));
    if (properties.endpoint() != null) {
      // many stores do not know the checksums that Amazon's has by default
      client
          .endpointOverride(properties.endpoint())
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    return client.build();
  }

  /** What signs links for clients. */
  S3Presigner presigner() {
    URI endpoint =
        properties.linkEndpoint() == null ? properties.endpoint() : properties.linkEndpoint();
    S3Presigner.Builder presigner =
        S3Presigner.builder()
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(configuration(endpoint));
    if (endpoint != null) {
      presigner.endpointOverride(endpoint);
    }
    return presigner.build();
  }

  private S3Configuration configuration(@Nullable URI endpoint) {
    boolean inPath = requireNonNullElse(properties.pathStyle(), endpoint != null);
    return S3Configuration.builder().pathStyleAccessEnabled(inPath).build();
  }

  private static AwsCredentialsProvider credentials(S3Properties properties) {
    String key = properties.accessKey();
    String secret = properties.secretKey();
    if (key == null || secret == null) {
      return DefaultCredentialsProvider.builder().build();
    }
    String token = properties.sessionToken();
    return StaticCredentialsProvider.create(
        token == null
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, token));
  }

  private static Region region(S3Properties properties) {
    if (properties.region() != null) {
      return Region.of(properties.region());
    }
    return properties.endpoint() == null
        ? DefaultAwsRegionProviderChain.builder().build().getRegion()
        : Region.US_EAST_1;
  }
}
