package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BindingsTest {
  @Test
  void listsEveryBindingThatIsUsed() {
    Set<String> listed =
        Stream.concat(Bindings.CUDA.stream(), Bindings.TENSORRT.stream())
            .map(Class::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> used =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.cuepoint.worker.engine.tensorrt")
                .stream()
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass())
                .filter(each -> each.getName().matches("org\\.bytedeco\\.(cuda|tensorrt)\\..*"))
                .filter(each -> !each.isEnum() && !each.getName().contains("$"))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    assertThat(listed).containsAll(used);
  }
}
