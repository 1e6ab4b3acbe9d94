package io.cuepoint.api.embedded;

import io.cuepoint.api.query.ComputingTime;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.worker.localize.ClipLocalizer;
import java.util.Locale;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** What a started instance says: its address, its home, and what it lacks. */
final class ReadyMessage {
  private ReadyMessage() {}

  static void print(
      ConfigurableApplicationContext context, Standalone standalone, long beginNanos) {
    Environment environment = context.getEnvironment();
    String address = address(environment);
    standalone.announce(address);
    System.out.printf(
        Locale.ROOT,
        "%nCuepoint is ready after %.1f s: %s%n  home    %s%n  model   %s%n  vectors %s%n%n",
        (System.nanoTime() - beginNanos) / 1e9,
        address,
        standalone.homeFolder(),
        model(context),
        vectors(environment));
    System.out.flush();
  }

  private static String address(Environment environment) {
    String host = environment.getProperty("server.address", "127.0.0.1");
    return "http://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + environment.getProperty("local.server.port");
  }

  private static String model(ConfigurableApplicationContext context) {
    ModelProfile profile = context.getBean(ClipLocalizer.class).profile();
    if (profile.model() == null) {
      return "none (" + profile.reason() + "): structural events only";
    }
    String name = profile.model() + " by " + profile.engine() + ", " + profile.weights();
    if (profile.onlyVideos() != null) {
      return name
          + ": a demo that knows coloured shapes in its own film alone;"
          + " for your videos set cuepoint.model.path to a Qwen2.5-VL folder";
    }
    Double ratio = profile.computeRatio();
    return ratio == null ? name : name + ": " + ComputingTime.ofAMinute(ratio) + " here";
  }

  private static String vectors(Environment environment) {
    String lacking = environment.getProperty("cuepoint.embedded.pgvector-lacking");
    return lacking == null
        ? "searched by pgvector"
        : "searched exactly in this process, without pgvector: " + lacking;
  }
}
