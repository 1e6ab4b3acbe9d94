package io.cuepoint.queue;

import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.ser.ValueSerializerModifier;

/** Enum constants of the contract as {@code lower-case-words}. */
final class HyphenatedEnums {
  private HyphenatedEnums() {}

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean ours(JavaType type) {
    return type.getRawClass().getName().startsWith("io.cuepoint.");
  }

  static final class Writing extends ValueSerializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public ValueSerializer<?> modifyEnumSerializer(
        SerializationConfig config,
        JavaType type,
        BeanDescription.Supplier bean,
        ValueSerializer<?> serializer) {
      return ours(type) ? new Serializer() : serializer;
    }
  }

  static final class Reading extends ValueDeserializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public ValueDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription.Supplier bean,
        ValueDeserializer<?> deserializer) {
      return ours(type) ? new Deserializer(type.getRawClass()) : deserializer;
    }
  }

  private static final class Serializer extends ValueSerializer<Enum<?>> {
    @Override
    public void serialize(Enum<?> value, JsonGenerator json, SerializationContext context) {
      json.writeString(name(value));
    }
  }

  private static final class Deserializer extends ValueDeserializer<Enum<?>> {
    private final Class<?> type;

    Deserializer(Class<?> type) {
      this.type = type;
    }

    @Override
    public Enum<?> deserialize(JsonParser json, DeserializationContext context) {
      String text = json.getString();
      for (Object constant : type.getEnumConstants()) {
        if (name((Enum<?>) constant).equals(text)) {
          return (Enum<?>) constant;
        }
      }
      return (Enum<?>)
          context.handleWeirdStringValue(type, text, "expected one of its hyphenated constants");
    }
  }
}
