package io.cuepoint.api.e2e;

import io.cuepoint.testservers.S3Mock;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The services' objects, as a program beside them sees the bucket. */
final class Bucket implements AutoCloseable {
  private static final String PREFIX = "services/";

  private final S3Mock mock;
  private final S3Client client;

  Bucket(S3Mock mock) {
    this.mock = mock;
    this.client =
        S3Client.builder()
            .endpointOverride(mock.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** By these a service finds it. */
  String[] arguments() {
    return new String[] {
      "--cuepoint.objects=s3://" + S3Mock.BUCKET + "/services",
      "--cuepoint.s3.endpoint=" + mock.endpoint(),
      "--cuepoint.s3.access-key=any",
      "--cuepoint.s3.secret-key=any"
    };
  }

  /** Keys of the objects below {@code prefix}. */
  List<String> names(String prefix) {
    return client
        .listObjectsV2Paginator(r -> r.bucket(S3Mock.BUCKET).prefix(PREFIX + prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  int unfinishedUploads() {
    return client.listMultipartUploads(r -> r.bucket(S3Mock.BUCKET)).uploads().size();
  }

  @Override
  public void close() {
    client.close();
  }
}
