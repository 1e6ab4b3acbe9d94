package io.cuepoint.worker.graph;

/** A node's attribute ({@code AttributeProto}). */
final class Attribute {
  private static final int FLOAT = 1;
  private static final int INT = 2;
  private static final int INTS = 7;

  private final ProtobufMessage message;

  private Attribute(String name, int type) {
    message = new ProtobufMessage().text(1, name).integer(20, type);
  }

  static Attribute of(String name, long value) {
    Attribute attribute = new Attribute(name, INT);
    attribute.message.integer(3, value);
    return attribute;
  }

  static Attribute of(String name, float value) {
    Attribute attribute = new Attribute(name, FLOAT);
    attribute.message.float32(2, value);
    return attribute;
  }

  static Attribute list(String name, long... values) {
    Attribute attribute = new Attribute(name, INTS);
    for (long value : values) {
      attribute.message.integer(8, value);
    }
    return attribute;
  }

  ProtobufMessage message() {
    return message;
  }
}
