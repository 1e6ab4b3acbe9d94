package io.cuepoint.embedded;

import io.cuepoint.testservers.Certificate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A broker in this JVM that others reach over TLS alone: with a password (SCRAM) or a token at one
 * port, with a certificate of their own at another.
 */
public final class SecuredBroker implements AutoCloseable {
  public static final String USER = "cuepoint";
  public static final String PASSWORD = "open-sesame";

  private final KafkaRaftServer server;
  private final int loginPort;
  private final int mutualPort;

  private SecuredBroker(KafkaRaftServer server, int loginPort, int mutualPort) {
    this.server = server;
    this.loginPort = loginPort;
    this.mutualPort = mutualPort;
  }

  public static SecuredBroker start(Path folder, Certificate own, Certificate client)
      throws Exception {
    Path data = Files.createDirectories(folder.resolve("log"));
    new Formatter()
        .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
        .setNodeId(BrokerSettings.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(data.toString())
        .setMetadataLogDirectory(data.toString())
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setScramArguments(List.of("SCRAM-SHA-512=[name=" + USER + ",password=" + PASSWORD + "]"))
        .run();
    int login = FreePort.any();
    int mutual = FreePort.any();
    Properties settings = BrokerSettings.of(data, FreePort.any(), FreePort.any());
    String further = ",LOGIN://127.0.0.1:" + login + ",MUTUAL://127.0.0.1:" + mutual;
    settings.merge("listeners", further, (a, b) -> "" + a + b);
    settings.merge("advertised.listeners", further, (a, b) -> "" + a + b);
    settings.merge(
        "listener.security.protocol.map", ",LOGIN:SASL_SSL,MUTUAL:SSL", (a, b) -> "" + a + b);
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.keystore.location", own.store().toString());
    settings.put("ssl.keystore.password", Certificate.PASSWORD);
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", client.certificate().toString());
    settings.put("listener.name.mutual.ssl.client.auth", "required");
    settings.put("listener.name.login.ssl.client.auth", "none");
    settings.put("listener.name.login.sasl.enabled.mechanisms", "SCRAM-SHA-512,OAUTHBEARER");
    settings.put(
        "listener.name.login.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put(
        "listener.name.login.oauthbearer.sasl.jaas.config",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
            + " unsecuredLoginStringClaim_sub=\"broker\";");
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    return new SecuredBroker(server, login, mutual);
  }

  /** Where a password or a token opens. */
  public String loginServers() {
    return "127.0.0.1:" + loginPort;
  }

  /** Where a certificate opens. */
  public String mutualServers() {
    return "127.0.0.1:" + mutualPort;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
