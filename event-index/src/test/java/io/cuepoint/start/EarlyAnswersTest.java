package io.cuepoint.start;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuepoint.testservers.TestPort;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EarlyAnswersTest {
  private static final String READINESS = "/actuator/health/readiness";
  private static final String LIVENESS = "/actuator/health/liveness";

  private int port;

  @BeforeEach
  void choosePort() throws Exception {
    port = TestPort.choose();
  }

  @Test
  void saysThatItLivesAndWhatItWaitsForUntilItsOwnServerAnswers() throws Exception {
    try (Starting service = new Starting("server.port=" + port)) {
      service.awaitWaiting(port);
      HttpResponse<String> liveness = Starting.get(port, LIVENESS);
      assertThat(liveness.statusCode()).isEqualTo(200);
      assertThat(liveness.body()).isEqualTo("{\"status\":\"UP\"}");
      for (String path : new String[] {READINESS, "/actuator/health", "/v1/videos?a=b", "/"}) {
        assertWaits(Starting.get(port, path));
      }
      assertWaits(Starting.send("POST", port, "/v1/videos"));
      HttpResponse<String> head = Starting.send("HEAD", port, READINESS);
      assertThat(head.statusCode()).isEqualTo(503);
      assertThat(head.body()).isEmpty();

      service.bring();
      assertThat(Starting.get(port, READINESS).statusCode()).isEqualTo(200);
      assertThat(Starting.get(port, LIVENESS).statusCode()).isEqualTo(200);
      assertThat(Starting.get(port, "/v1/videos").statusCode()).isEqualTo(404);
    }
  }

  private static void assertWaits(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode health = JsonMapper.shared().readTree(answer.body());
    assertThat(health.path("status").asString()).isEqualTo("DOWN");
    JsonNode parts = health.path("components");
    assertThat(parts.path("readinessState").path("status").asString()).isEqualTo("OUT_OF_SERVICE");
    assertThat(parts.path("db").path("status").asString()).isEqualTo("DOWN");
    assertThat(parts.path("db").path("details").path("starting").asString())
        .matches("waiting for <the database> for \\d+ s: it is not there");
  }

  @Test
  void showsAPageThatLoadsItselfAnewToABrowser() throws Exception {
    try (Starting service = new Starting("server.port=" + port)) {
      service.awaitWaiting(port);
      HttpResponse<String> page =
          Starting.get(port, "/", "Accept", "text/html,application/xhtml+xml;q=0.9");
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
      assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(page.body())
          .contains("http-equiv=\"refresh\"")
          .contains("waiting for &lt;the database&gt; for ");
    }
  }

  @Test
  void leavesNoConnectionBehindThatGoesOnAnsweringThatItStarts() throws Exception {
    try (Starting service = new Starting("server.port=" + port)) {
      service.awaitWaiting(port);
      try (Socket kept = new Socket(InetAddress.getLoopbackAddress(), port)) {
        kept.setSoTimeout(60_000);
        kept.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        assertThat((char) kept.getInputStream().read()).isEqualTo('H');
        service.bring();
        byte[] rest = kept.getInputStream().readAllBytes(); // closed by the service
        assertThat(new String(rest, US_ASCII)).startsWith("TTP/1.1 503");
      }
    }
  }

  @Test
  void answersAtAPortOfItsOwnForHealthToo() throws Exception {
    int management = TestPort.choose();
    try (Starting service =
        new Starting(
            "server.port=" + port,
            "management.server.port=" + management,
            "management.server.address=127.0.0.1")) {
      service.awaitWaiting(management);
      assertWaits(Starting.get(port, "/v1/videos"));

      service.bring();
      assertThat(Starting.get(management, READINESS).statusCode()).isEqualTo(200);
      assertThat(Starting.get(port, READINESS).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void freesItsPortWhenTheStartFails() throws Exception {
    try (Starting service = new Starting("server.port=" + port)) {
      service.awaitWaiting(port);
      service.breakWith(new IllegalStateException("it will never come"));
      assertThat(service.failed()).isTrue();
      assertThatThrownBy(() -> Starting.get(port, LIVENESS)).isInstanceOf(ConnectException.class);
      new ServerSocket(port).close();
    }
  }

  @Test
  void startsAtAPortThatNobodyCanKnowBefore() {
    try (Starting service = new Starting("server.port=0")) {
      service.bring();
      assertThat(service.failed()).isFalse();
    }
  }

  @Test
  void leavesItToTheServersOwnStartToSayThatThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        Starting service = new Starting("server.port=" + taken.getLocalPort())) {
      assertThatThrownBy(service::bring).hasStackTraceContaining("PortInUseException");
    }
  }
}
