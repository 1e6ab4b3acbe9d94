package io.cuepoint.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cuepoint.contract.Topic;
import io.cuepoint.contract.VideoRegistered;
import io.cuepoint.embedded.SecuredBroker;
import io.cuepoint.testservers.Certificate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Every client of a broker takes what {@code cuepoint.kafka.properties} says of security. */
class SecuredBrokerTest {
  @TempDir static Path folder;
  private static Certificate own;
  private static Certificate client;
  private static SecuredBroker broker;

  @BeforeAll
  static void start() throws Exception {
    own = Certificate.make(folder, "broker");
    client = Certificate.make(folder, "client");
    broker = SecuredBroker.start(folder.resolve("broker"), own, client);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  static Stream<Arguments> ways() {
    return Stream.of(
        Arguments.of("a password (SCRAM)", broker.loginServers(), scram(SecuredBroker.PASSWORD)),
        Arguments.of("a token (OAUTHBEARER)", broker.loginServers(), token()),
        Arguments.of("a certificate (mTLS)", broker.mutualServers(), certificate(client)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void topicsPublisherWorkQueueAndProfilesComeIn(
      String name, String servers, Map<String, String> settings) {
    runner(servers, settings)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              int number = settings.hashCode() & 0xffff;
              Topic<Job> topic = new Topic<>(VideoRegistered.TOPIC.name(), Job.class, Job::name);
              CompletableFuture<String> handled = new CompletableFuture<>();
              WorkHandler<Job> handler =
                  new WorkHandler<>() {
                    @Override
                    public void handle(Job job) {
                      handled.complete(job.name());
                    }

                    @Override
                    public void abandoned(Job job, String cause) {
                      handled.completeExceptionally(new AssertionError(cause));
                    }
                  };
              WorkQueue.Subscription subscription =
                  context.getBean(WorkQueue.class).consume(topic, "group-" + number, 1, handler);
              try {
                context.getBean(MessagePublisher.class).publish(topic, new Job(name)).join();
                await().atMost(QueuesOnBroker.PATIENCE).until(handled::isDone);
              } finally {
                subscription.close();
              }
              assertThat(handled.get(1, TimeUnit.SECONDS)).isNotEmpty();
              ModelProfiles profiles = context.getBean(ModelProfiles.class);
              await()
                  .atMost(QueuesOnBroker.PATIENCE)
                  .ignoreExceptionsInstanceOf(TimeoutException.class)
                  .untilAsserted(() -> assertThat(profiles.all()).isEmpty());
            });
  }

  @Test
  void doesNotWaitForABrokerThatRefusesThePassword() {
    runner(broker.loginServers(), scram("wrong"))
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("Authentication failed"));
  }

  @Test
  void doesNotTalkToABrokerWithAnotherCertificate() throws Exception {
    Map<String, String> settings = new HashMap<>(scram(SecuredBroker.PASSWORD));
    settings.put(
        "ssl.truststore.location",
        Certificate.make(folder, "somebody-else").certificate().toString());
    runner(broker.loginServers(), settings)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("SslAuthenticationException"));
  }

  private static ApplicationContextRunner runner(String servers, Map<String, String> settings) {
    return new ApplicationContextRunner()
        .withUserConfiguration(QueueConfiguration.class)
        .withPropertyValues(
            "cuepoint.kafka.bootstrap-servers=" + servers, "cuepoint.kafka.start-timeout=20s")
        .withPropertyValues(
            settings.entrySet().stream()
                .map(each -> "cuepoint.kafka.properties." + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new));
  }

  private static Map<String, String> trusting(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", own.certificate().toString());
    return settings;
  }

  private static Map<String, String> scram(String password) {
    return trusting(
        Map.of(
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "SCRAM-SHA-512",
            "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\""
                        .formatted(SecuredBroker.USER)
                    + " password=\"%s\";".formatted(password)));
  }

  private static Map<String, String> token() {
    return trusting(
        Map.of(
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "OAUTHBEARER",
            "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                    + " unsecuredLoginStringClaim_sub=\"cuepoint\";"));
  }

  private static Map<String, String> certificate(Certificate from) {
    return trusting(
        Map.of(
            "security.protocol",
            "SSL",
            "ssl.keystore.type",
            "PKCS12",
            "ssl.keystore.location",
            from.store().toString(),
            "ssl.keystore.password",
            Certificate.PASSWORD));
  }
}
