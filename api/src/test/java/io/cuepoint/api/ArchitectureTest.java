package io.cuepoint.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ComponentScan;

/** Holds the borders between the modules and a few habits. */
@AnalyzeClasses(packages = "io.cuepoint", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.cuepoint..");

  @ArchTest
  static final ArchRule CONTRACT_STANDS_ON_THE_JDK =
      classes()
          .that()
          .resideInAPackage("io.cuepoint.contract..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.cuepoint.contract..", "java..", "org.jspecify..")
          .because("outsiders use the contract too: put what needs a library beside it");

  @ArchTest
  static final ArchRule INGEST_SEES_THE_SHARED_PART =
      seesOnly("io.cuepoint.ingest..")
          .because("ingest meets the other services in messages and objects: extend the contract");

  @ArchTest
  static final ArchRule WORKER_SEES_THE_SHARED_PART =
      seesOnly("io.cuepoint.worker..")
          .because(
              "a worker meets the other services in messages and objects: extend the contract");

  @ArchTest
  static final ArchRule EVENT_INDEX_SEES_NO_OTHER_MODULE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.cuepoint.contract..",
              "io.cuepoint.object..",
              "io.cuepoint.queue..",
              "io.cuepoint.clip..",
              "io.cuepoint.start..",
              "io.cuepoint.health..",
              "io.cuepoint.onnx..",
              "io.cuepoint.index..",
              "io.cuepoint.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.cuepoint.ingest..", "io.cuepoint.worker..", "io.cuepoint.api..")
          .because("all others stand on event-index: move what both need into it");

  @ArchTest
  static final ArchRule THE_SHARED_PART_KNOWS_NO_INDEX =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.cuepoint.contract..",
              "io.cuepoint.object..",
              "io.cuepoint.queue..",
              "io.cuepoint.clip..",
              "io.cuepoint.start..",
              "io.cuepoint.health..",
              "io.cuepoint.onnx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.cuepoint.index..", "io.cuepoint.embedded..")
          .because("ingest and workers run without a database");

  @ArchTest
  static final ArchRule ONLY_STANDALONE_WIRES_OTHER_SERVICES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.cuepoint.api.embedded..", "io.cuepoint.ingest..", "io.cuepoint.worker..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.cuepoint.ingest.IngestConfiguration")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.cuepoint.worker.WorkerConfiguration")
          .because("services run apart: only the standalone mode puts them into one process");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices()
          .matching("io.cuepoint.(**)")
          .should()
          .beFreeOfCycles()
          .because("a cycle of packages is one package: merge them or turn a dependency round");

  @ArchTest
  static final ArchRule TIME_IS_INJECTED =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("logic that asks the system for the time cannot be tested: take a Clock");

  @ArchTest
  static final ArchRule NO_FIELD_INJECTION =
      noFields()
          .should()
          .beAnnotatedWith(Autowired.class)
          .because("take what you need in the constructor");

  @ArchTest
  static final ArchRule NO_COMPONENT_SCAN =
      noClasses()
          .should()
          .beAnnotatedWith(ComponentScan.class)
          .because("one @Configuration a part wires it by name");

  private static ArchRule seesOnly(String module) {
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage(
            module,
            "io.cuepoint.contract..",
            "io.cuepoint.object..",
            "io.cuepoint.queue..",
            "io.cuepoint.clip..",
            "io.cuepoint.start..",
            "io.cuepoint.health..",
            "io.cuepoint.onnx..");
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(OURS.and(not(allowed)));
  }
}
