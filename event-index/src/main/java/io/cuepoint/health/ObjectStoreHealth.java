package io.cuepoint.health;

import io.cuepoint.object.ObjectStore;
import java.io.IOException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up when the object store would take an upload now: it is there and not full. */
final class ObjectStoreHealth extends AbstractHealthIndicator {
  private final ObjectStore objects;

  ObjectStoreHealth(ObjectStore objects) {
    super("the object store takes no upload");
    this.objects = objects;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) throws IOException {
    objects.check();
    health.up();
  }
}
