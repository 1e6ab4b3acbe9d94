package io.cuepoint.worker.localize;

import io.cuepoint.contract.ClipProfile;
import io.cuepoint.contract.ModelProfile;
import io.cuepoint.worker.checkpoint.Checkpoint;
import io.cuepoint.worker.constrain.Constraint;
import io.cuepoint.worker.constrain.Constraints;
import io.cuepoint.worker.constrain.JsonSchema;
import io.cuepoint.worker.engine.EngineOptions;
import io.cuepoint.worker.engine.MemoryBudget;
import io.cuepoint.worker.engine.choice.ChosenEngine;
import io.cuepoint.worker.engine.choice.EngineKind;
import io.cuepoint.worker.engine.choice.EngineProperties;
import io.cuepoint.worker.generate.GenerationOptions;
import io.cuepoint.worker.generate.Model;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Opens a checkpoint so that it can be asked about clips. */
public final class ModelLoader {
  private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);

  /** Answer forms that are kept: one for each length of clip, or schema. */
  private static final int FORMS = 32;

  private final ModelProperties properties;
  private final EngineProperties engines;
  private final String worker;
  private final int clips;
  private final Path home;
  private final MeterRegistry meters;
  private final Clock clock;

  /**
   * A loader for the engine that is there, and one clip at a time.
   *
   * @param worker stable name of this worker
   * @param home in whose folders {@code weights} and {@code plans} is kept what takes long to make
   */
  public ModelLoader(
      ModelProperties properties, String worker, Path home, MeterRegistry meters, Clock clock) {
    this(properties, EngineProperties.of(EngineKind.AUTO), worker, 1, home, meters, clock);
  }

  /**
   * A loader.
   *
   * @param engines what is to run the model
   * @param worker stable name of this worker
   * @param clips that it looks at at a time
   * @param home in whose folders {@code weights} and {@code plans} is kept what takes long to make
   */
  public ModelLoader(
      ModelProperties properties,
      EngineProperties engines,
      String worker,
      int clips,
      Path home,
      MeterRegistry meters,
      Clock clock) {
    this.properties = properties;
    this.engines = engines;
    this.worker = worker;
    this.clips = clips;
    this.home = home;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Loads a model; takes as long as its weights take to be read.
   *
   * @param onlyVideos SHA-256 of the videos that it may look at; null for all
   * @throws io.cuepoint.worker.checkpoint.CheckpointException when the folder holds no whole model
   * @throws io.cuepoint.worker.engine.EngineException when it does not fit, or the engine that is
   *     asked for cannot be had
   * @throws io.cuepoint.worker.quantize.WeightCacheException when quantised weights cannot be kept
   */
  public ModelLocalizer load(Path folder, @Nullable List<String> onlyVideos) {
    Checkpoint checkpoint = Checkpoint.open(folder);
    Prompts prompts = Prompts.of(properties.prompts(), checkpoint.folder());
    ModelIdentity identity = ModelIdentity.of(checkpoint);
    ChosenEngine chosen = ChosenEngine.of(engines, home.resolve("plans"));
    log.info("{} runs by {}", identity.id(), chosen.reason());
    Model model =
        Model.open(
            checkpoint,
            opened -> chosen.open(opened, engineOptions(), new BuildProgressLog()),
            properties.featureCache().toBytes());
    log.info("{} runs with {}", identity.id(), model.weights().reason());
    try {
      ClipProfile clips = ClipWishes.of(checkpoint.folder(), prompts, properties);
      double ratio = new ComputeProbe(model, clips, prompts.dense()).ratio();
      log.info(
          "{} takes about {} s of computing for a minute of video here",
          identity.id(),
          String.format(Locale.ROOT, "%.1f", 60 * ratio));
      ModelProfile profile =
          new ModelProfile(
              worker,
              identity.id(),
              identity.revision(),
              chosen.kind().label(),
              model.weights().format().label(),
              null,
              clock.instant(),
              clips,
              onlyVideos,
              ratio);
      return localizer(model, profile, prompts);
    } catch (IOException e) {
      model.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private EngineOptions engineOptions() {
    return new EngineOptions(
        properties.computing(),
        MemoryBudget.ofMachine(),
        clips,
        properties.format(),
        home.resolve("weights"),
        new WeightProgressLog());
  }

  private ModelLocalizer localizer(Model model, ModelProfile profile, Prompts prompts) {
    Asking asking = new Asking(model, new LookMeters(meters), properties.chunk());
    GenerationOptions options = GenerationOptions.of(model.defaults(), properties.answerTokens());
    Forms forms = new Forms(model);
    VideoTask video =
        new VideoTask(
            prompts,
            model.checkpoint().config().vision().tokensPerSecond(),
            options,
            properties.constrained() ? forms::events : hundredths -> null,
            asking);
    PictureTask pictures = new PictureTask(prompts, options, forms::json, asking);
    return new ModelLocalizer(model, profile, prompts.version(), video, pictures);
  }

  /** Forms of answers, built once each. */
  private static final class Forms {
    private final Model model;
    private final Map<Object, Constraint> known = new ConcurrentHashMap<>();

    Forms(Model model) {
      this.model = model;
    }

    Constraint events(long hundredths) {
      return form(
          hundredths,
          () ->
              Constraints.events(
                  model.tokenBytes(),
                  hundredths,
                  Constraints.MAX_EVENTS,
                  Constraints.MAX_DESCRIPTION));
    }

    Constraint json(JsonNode schema) {
      return form(schema, () -> Constraints.json(model.tokenBytes(), JsonSchema.parse(schema)));
    }

    private Constraint form(Object key, Supplier<Constraint> make) {
      if (known.size() >= FORMS) {
        known.clear();
      }
      return known.computeIfAbsent(key, missing -> make.get());
    }
  }
}
