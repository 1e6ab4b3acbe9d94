package io.cuepoint.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A test of the api over HTTP, on {@link FakeParts}, on a free port. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = FakeParts.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.autoconfigure.exclude="
          + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "cuepoint.kafka.bootstrap-servers=127.0.0.1:1",
      "cuepoint.upload.max-size=4MB",
      "cuepoint.upload.stall-timeout=5s",
      "logging.level.org.apache.kafka=error"
    })
public @interface FakeApi {}
