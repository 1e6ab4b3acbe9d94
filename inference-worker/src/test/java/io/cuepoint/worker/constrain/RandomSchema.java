package io.cuepoint.worker.constrain;

import java.math.BigDecimal;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Schemas of all that can be kept, a few levels deep. */
public final class RandomSchema {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String[] TEXTS = {
    "", "a", "a circle", "Straße", "say \"so\"", "back\\slash", "line\nfeed", "零一", "🎬", "a,]}"
  };
  private static final String[] SCALARS = {"string", "integer", "number", "boolean", "null"};

  private final Random random;
  private final boolean listable;

  private RandomSchema(Random random, boolean listable) {
    this.random = random;
    this.listable = listable;
  }

  public static ObjectNode any(Random random) {
    return new RandomSchema(random, false).schema(3, 3 + random.nextInt(6));
  }

  /** One whose numbers have both bounds, not far from each other, or none. */
  public static ObjectNode listable(Random random) {
    return new RandomSchema(random, true).schema(2, 3 + random.nextInt(6));
  }

  private ObjectNode schema(int depth) {
    return schema(depth, random.nextInt(depth == 0 ? 5 : 9));
  }

  private ObjectNode schema(int depth, int kind) {
    ObjectNode schema = JSON.createObjectNode();
    if (random.nextInt(4) == 0) {
      schema.put("description", "passed over");
    }
    switch (kind) {
      case 0, 1, 2 -> scalar(schema, SCALARS[random.nextInt(SCALARS.length)]);
      case 3 -> listed(schema);
      case 4 -> types(schema);
      case 5 -> {
        ArrayNode any = schema.putArray("anyOf");
        for (int i = 0; i <= random.nextInt(3); i++) {
          any.add(schema(depth - 1));
        }
      }
      case 6 -> array(schema, depth);
      default -> object(schema, depth);
    }
    return schema;
  }

  private void scalar(ObjectNode schema, String type) {
    schema.put("type", type);
    limits(schema, type);
  }

  private void types(ObjectNode schema) {
    ArrayNode types = schema.putArray("type");
    types.add(random.nextBoolean() ? "string" : "number");
    types.add("null");
    limits(schema, types.get(0).asString());
  }

  private void limits(ObjectNode schema, String type) {
    if (type.equals("string")) {
      int least = random.nextInt(4);
      if (random.nextBoolean()) {
        schema.put("minLength", least);
      }
      if (random.nextBoolean()) {
        schema.put("maxLength", least + random.nextInt(random.nextBoolean() ? 3 : 40));
      }
    } else if (!type.equals("boolean") && !type.equals("null") && random.nextInt(3) > 0) {
      bounds(schema, type.equals("integer") ? 0 : 4);
    }
  }

  private void bounds(ObjectNode schema, int places) {
    int reach = (int) Math.pow(10, 1 + random.nextInt(6));
    int low = random.nextInt(2 * reach) - reach;
    int high = low + 1 + random.nextInt(listable ? 200 : reach);
    if (listable || random.nextBoolean()) {
      schema.put("minimum", decimal(low, places));
    } else if (random.nextBoolean()) {
      schema.put("exclusiveMinimum", decimal(low, places));
    }
    if (listable || random.nextBoolean()) {
      schema.put("maximum", decimal(high, places));
    } else if (random.nextBoolean()) {
      schema.put("exclusiveMaximum", decimal(high + 1, places));
    }
  }

  private static BigDecimal decimal(int steps, int places) {
    return new BigDecimal(steps).movePointLeft(places);
  }

  private void listed(ObjectNode schema) {
    if (random.nextInt(3) == 0) {
      schema.put("const", TEXTS[random.nextInt(TEXTS.length)]);
      return;
    }
    ArrayNode values = schema.putArray("enum");
    values.add(random.nextInt(1000) - 500);
    values.add(random.nextBoolean());
    values.add(0.25 + random.nextInt(100));
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      values.add(TEXTS[(i * 3 + random.nextInt(3)) % TEXTS.length]);
    }
    if (random.nextBoolean()) {
      values.addNull();
    }
  }

  private void array(ObjectNode schema, int depth) {
    schema.put("type", "array");
    int least = random.nextInt(3);
    if (random.nextBoolean()) {
      schema.put("minItems", least);
    }
    if (random.nextInt(3) > 0) {
      schema.put("maxItems", least + random.nextInt(4));
    }
    schema.set("items", schema(depth - 1));
  }

  private void object(ObjectNode schema, int depth) {
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.createArrayNode();
    for (int i = 0; i < random.nextInt(5); i++) {
      String name = "nameÄ name_time".substring(i, i + 1 + random.nextInt(6)) + i;
      properties.set(name, schema(depth - 1));
      if (random.nextBoolean()) {
        required.add(name);
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.put("additionalProperties", random.nextBoolean());
  }
}
