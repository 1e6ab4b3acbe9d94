package io.cuepoint.queue;

import io.cuepoint.contract.MediaTime;
import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON form of the contract: {@link MediaTime} as a number of seconds with at most six
 * decimals, enum constants in lower case with hyphens, instants as RFC 3339. Unknown fields are
 * ignored when reading, so that newer senders are understood.
 */
public final class ContractJson {
  private ContractJson() {}

  public static JsonMapper mapper() {
    return JsonMapper.builder()
        .addModule(module())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  /** What a mapper needs to know; for mappers configured elsewhere. */
  public static SimpleModule module() {
    SimpleModule module = new SimpleModule("cuepoint-contract");
    module.addSerializer(MediaTime.class, new MediaTimeSerializer());
    module.addDeserializer(MediaTime.class, new MediaTimeDeserializer());
    module.setSerializerModifier(new HyphenatedEnums.Writing());
    module.setDeserializerModifier(new HyphenatedEnums.Reading());
    return module;
  }

  private static final class MediaTimeSerializer extends ValueSerializer<MediaTime> {
    @Override
    public void serialize(MediaTime value, JsonGenerator json, SerializationContext context) {
      json.writeNumber(value.seconds());
    }
  }

  private static final class MediaTimeDeserializer extends ValueDeserializer<MediaTime> {
    @Override
    public MediaTime deserialize(JsonParser json, DeserializationContext context) {
      BigDecimal seconds = json.getDecimalValue();
      try {
        return MediaTime.ofSeconds(seconds);
      } catch (IllegalArgumentException e) {
        return (MediaTime)
            context.handleWeirdNumberValue(MediaTime.class, seconds, "%s", e.getMessage());
      }
    }
  }
}
