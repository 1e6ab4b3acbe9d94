package io.cuepoint.worker.localize;

import io.cuepoint.clip.ClipManifest.Picture;
import io.cuepoint.contract.Box;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Boxes as the model was trained to give them (spec 6.3): {@code bbox_2d} in whole pixels of the
 * picture that it sees, and {@code label}. They may reach over the picture's edge and are cut
 * there.
 */
final class BoxAnswer {
  private static final int MOST = 32;

  private BoxAnswer() {}

  /** The form of an answer about {@code phrases} in {@code picture}. */
  static JsonNode schema(List<String> phrases, Picture picture) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode number = json.objectNode().put("type", "integer").put("minimum", 0);
    number.put("maximum", Math.max(picture.width(), picture.height()));
    ObjectNode corners = json.objectNode().put("type", "array").put("minItems", 4);
    corners.put("maxItems", 4).set("items", number);
    ArrayNode labels = json.arrayNode();
    phrases.forEach(labels::add);
    ObjectNode properties = json.objectNode();
    properties.set("bbox_2d", corners);
    properties.set("label", json.objectNode().set("enum", labels));
    ObjectNode item = json.objectNode().put("type", "object");
    item.set("properties", properties);
    item.set("required", json.arrayNode().add("bbox_2d").add("label"));
    ObjectNode list = json.objectNode().put("type", "array").put("maxItems", MOST);
    list.set("items", item);
    return list;
  }

  /** The boxes of {@code phrase}, in pixels of the source as displayed. */
  static List<Box> read(JsonNode answer, String phrase, Picture picture) {
    List<Box> boxes = new ArrayList<>();
    for (JsonNode item : answer) {
      JsonNode corners = item.path("bbox_2d");
      if (item.path("label").asString("").equals(phrase) && corners.size() == 4) {
        double across = (double) picture.displayedWidth() / picture.width();
        double down = (double) picture.displayedHeight() / picture.height();
        double left = within(corners.get(0), corners.get(2), picture.width(), true) * across;
        double right = within(corners.get(0), corners.get(2), picture.width(), false) * across;
        double top = within(corners.get(1), corners.get(3), picture.height(), true) * down;
        double bottom = within(corners.get(1), corners.get(3), picture.height(), false) * down;
        if (left < right && top < bottom) {
          boxes.add(new Box(picture.pts(), left, top, right, bottom, phrase));
        }
      }
    }
    return boxes;
  }

  /** The smaller or larger of two bounds, cut at the picture's edge. */
  private static double within(JsonNode a, JsonNode b, int side, boolean smaller) {
    double bound =
        smaller ? Math.min(a.asDouble(0), b.asDouble(0)) : Math.max(a.asDouble(0), b.asDouble(0));
    return Math.max(0, Math.min(side, bound));
  }
}
