package io.cuepoint.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cuepoint.helm.Chart.Example;
import io.cuepoint.helm.Dockerfile.Instruction;
import io.cuepoint.helm.Pods.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be held against the Dockerfiles without a Docker engine. */
class DockerfilesTest {
  private static final Set<String> KNOWN =
      Set.of(
          "ARG",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "RUN",
          "STOPSIGNAL",
          "USER",
          "WORKDIR");

  static List<Dockerfile> dockerfiles() throws IOException {
    return Dockerfile.all();
  }

  @Test
  void thereIsOneForEveryImageThatTheChartNames() throws IOException {
    Set<String> built = new HashSet<>();
    Dockerfile.all().forEach(each -> built.add(each.path().getParent().getFileName().toString()));
    Set<String> named = new HashSet<>();
    for (Example example : Example.values()) {
      for (Pod pod : Pods.of(Chart.render(example))) {
        for (JsonNode container : pod.containers()) {
          String image = container.path("image").asText().replaceFirst("[:@].*", "");
          if (image.contains("cuepoint/")) {
            named.add(image.substring(image.lastIndexOf('/') + 1));
          }
        }
      }
    }
    assertThat(built).isEqualTo(named);
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void hasInstructionsThatAreKnownAndBasesThatAreNamedExactly(Dockerfile file) {
    assertThat(file.instructions()).extracting(Instruction::name).isSubsetOf(KNOWN);
    assertThat(file.all("FROM"))
        .hasSize(2)
        .allSatisfy(
            from ->
                assertThat(from.words().get(0))
                    .matches("[a-z0-9./-]+:[^:]*[0-9]+\\.[0-9]+[^:]*")
                    .doesNotContain("latest"));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void runsAsAUserByNumberThatIsNotRootAndEndsOnSigterm(Dockerfile file) {
    assertThat(file.image("USER"))
        .singleElement()
        .satisfies(user -> assertThat(user.text()).matches("[1-9][0-9]*:[1-9][0-9]*"));
    assertThat(file.image("STOPSIGNAL")).extracting(Instruction::text).containsExactly("SIGTERM");
    // in brackets, as a shell would not pass the signal on
    assertThat(file.image("ENTRYPOINT"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.text()).startsWith("[\"/opt/java/bin/java\", "));
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void listensWhereTheChartAsks(Dockerfile file) {
    String name = file.path().getParent().getFileName().toString();
    Set<String> wanted = new HashSet<>();
    for (Example example : Example.values()) {
      for (Pod pod : Pods.of(Chart.render(example))) {
        for (JsonNode container : pod.runs() ? pod.main() : List.<JsonNode>of()) {
          if (container.path("image").asText().matches(".*/" + name + ":.*")) {
            Chart.list(container.path("ports"))
                .forEach(port -> wanted.add(port.path("containerPort").asText()));
          }
        }
      }
    }
    assertThat(file.image("EXPOSE").get(0).words()).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void copiesWhatIsThereAndWhatDockerIsGiven(Dockerfile file) throws IOException {
    List<String> given = Files.readAllLines(Dockerfile.CONTEXT.resolve(".dockerignore"));
    for (Instruction copy : file.all("COPY")) {
      List<String> words = copy.words();
      if (words.get(0).startsWith("--from=build")) {
        assertThat(words.get(1)).startsWith("/build/image/");
        continue;
      }
      for (String source : words.subList(0, words.size() - 1)) {
        Path path = Dockerfile.CONTEXT.resolve(source);
        boolean jar = source.contains("/target/");
        assumeTrue(!jar || Files.isDirectory(path.getParent()), source + " is not built yet");
        assertThat(path).exists();
        assertThat(given).contains(jar ? "!*/target/*-exec.jar" : "!" + source);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dockerfiles")
  void takesTheLayersInTheOrderInWhichTheyChange(Dockerfile file) {
    assertThat(file.image("COPY"))
        .extracting(copy -> copy.words().get(1).replaceFirst("/build/image/", ""))
        .containsExactly(
            "java", "layers/dependencies/", "layers/snapshot-dependencies/", "layers/application/");
  }
}
