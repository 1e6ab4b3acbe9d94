package io.cuepoint.ingest.signal;

import io.cuepoint.contract.EventLocalized;
import io.cuepoint.ingest.sample.AudioBlock;
import io.cuepoint.ingest.sample.GreyFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Runs the detectors with their defaults. */
final class Detecting {
  static final UUID VIDEO = new UUID(1, 2);

  private Detecting() {}

  static SignalsProperties defaults() {
    return with(Map.of());
  }

  static SignalsProperties with(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("cuepoint.signals", SignalsProperties.class);
  }

  static List<EventLocalized> inPictures(Consumer<Consumer<GreyFrame>> film) {
    List<EventLocalized> events = new ArrayList<>();
    Signals signals = new Signals(VIDEO, true, false, defaults(), events::add);
    film.accept(signals::see);
    signals.end();
    return events;
  }

  static List<EventLocalized> inSound(Consumer<Consumer<AudioBlock>> sound) {
    List<EventLocalized> events = new ArrayList<>();
    Signals signals = new Signals(VIDEO, false, true, defaults(), events::add);
    sound.accept(signals::hear);
    signals.end();
    return events;
  }
}
