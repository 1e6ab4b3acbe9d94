package io.cuepoint.helm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties that the services read: Cuepoint's own, and Spring's as its jars list them. */
final class ServiceProperties {
  private final Map<Class<?>, String> types = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> maps = new HashSet<>();

  private ServiceProperties() {}

  static ServiceProperties find() {
    ServiceProperties found = new ServiceProperties();
    try {
      found.ownTypes();
      found.springs();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  /** Whether the variable sets one. */
  boolean knows(String variable) {
    return names.contains(variable) || maps.stream().anyMatch(variable::startsWith);
  }

  /** Reads all of Cuepoint's own from the variables; a value that is refused is an exception. */
  void bind(Map<String, String> variables) {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addFirst(
        new SystemEnvironmentPropertySource("systemEnvironment", Map.copyOf(variables)));
    Binder binder =
        new Binder(
            ConfigurationPropertySources.from(sources),
            null,
            ApplicationConversionService.getSharedInstance(),
            null);
    types.forEach((type, prefix) -> binder.bindOrCreate(prefix, Bindable.of(type)));
  }

  private void ownTypes() throws ClassNotFoundException {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    for (var each : scan.findCandidateComponents("io.cuepoint")) {
      Class<?> type = Class.forName(each.getBeanClassName());
      String prefix = type.getAnnotation(ConfigurationProperties.class).value();
      types.put(type, prefix);
      record(prefix, type);
    }
  }

  private void record(String prefix, Class<?> type) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    for (Parameter parameter : constructor.getParameters()) {
      Name given = parameter.getAnnotation(Name.class);
      String name = prefix + "." + (given == null ? parameter.getName() : given.value());
      if (parameter.getType().isRecord()
          && parameter.getType().getName().startsWith("io.cuepoint")) {
        record(name, parameter.getType());
      } else if (Map.class.isAssignableFrom(parameter.getType())) {
        maps.add(variable(name) + "_");
      } else {
        names.add(variable(name));
      }
    }
  }

  /** What Spring Boot's jars say of their own properties. */
  private void springs() throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    List<URL> files =
        new ArrayList<>(
            Collections.list(
                getClass()
                    .getClassLoader()
                    .getResources("META-INF/spring-configuration-metadata.json")));
    for (URL file : files) {
      try (InputStream text = file.openStream()) {
        for (JsonNode each : json.readTree(text).path("properties")) {
          String name = variable(each.path("name").asString());
          boolean map = each.path("type").asString("").startsWith("java.util.Map");
          var unused = map ? maps.add(name + "_") : names.add(name);
        }
      }
    }
  }

  private static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
