package io.cuepoint.ingest.rate;

import io.cuepoint.contract.SamplingWishes;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the rate follows what happens in a video.
 *
 * @param dynamic whether it does, where the model allows it; default true
 * @param least lowest rate, 0.5, 1, 2 or 4; default 0.5
 * @param most highest rate likewise; default 4
 * @param frames budget for all clips of a video together; default 40,000, more than five hours at 2
 *     frames a second
 * @param still activity below which a quarter of the base rate will do; default 0.005
 * @param calm activity below which half of it will do; default 0.03
 * @param busy activity from which on twice of it is taken; default 0.25
 */
@ConfigurationProperties("cuepoint.rate")
public record RateProperties(
    @DefaultValue("true") boolean dynamic,
    @DefaultValue("0.5") double least,
    @DefaultValue("4") double most,
    @DefaultValue("40000") int frames,
    @DefaultValue("0.005") double still,
    @DefaultValue("0.03") double calm,
    @DefaultValue("0.25") double busy) {
  public RateProperties {
    SamplingWishes unused = new SamplingWishes(null, least, most, null, frames);
    RateThresholds unusedToo = new RateThresholds(still, calm, busy);
  }

  RateThresholds thresholds() {
    return new RateThresholds(still, calm, busy);
  }
}
