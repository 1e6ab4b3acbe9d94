package io.cuepoint.worker.graph;

import io.cuepoint.worker.checkpoint.TensorRef;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one ONNX model ({@code ModelProto}): nodes in the order in which they are added, each
 * value known by its name. Weights are not copied: they stay external, in the file they lie in.
 */
final class GraphWriter {
  private static final int IR_VERSION = 10;
  private static final int OPSET = 24;
  private static final int EXTERNAL = 1;

  /** Operators of ONNX Runtime's own. */
  private static final String CONTRIB = "com.microsoft";

  private final ProtobufMessage graph = new ProtobufMessage();
  private final Map<String, TensorRef> weights = new HashMap<>();
  private final List<TensorRef> order = new ArrayList<>();
  private final List<TensorRef> inputs = new ArrayList<>();
  private final Map<String, String> constants = new HashMap<>();
  private boolean contrib;
  private int values;

  GraphWriter(String name) {
    graph.text(2, name);
  }

  String input(String name, ElementType type, Object... axes) {
    graph.message(11, valueInfo(name, type, Dim.shape(axes)));
    return name;
  }

  void output(String name, ElementType type, Object... axes) {
    graph.message(12, valueInfo(name, type, Dim.shape(axes)));
  }

  /** A node of one output, which gets a name of its own. */
  String node(String operator, List<String> inputs, Attribute... attributes) {
    String output = operator + "." + values++;
    node(operator, inputs, List.of(output), attributes);
    return output;
  }

  void node(String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
    graph.message(1, message(operator, inputs, outputs, attributes));
  }

  /** A node of one output by an operator of ONNX Runtime's own; an input may be left out: "". */
  String contribNode(String operator, List<String> inputs, Attribute... attributes) {
    String output = operator + "." + values++;
    contrib = true;
    graph.message(1, message(operator, inputs, List.of(output), attributes).text(7, CONTRIB));
    return output;
  }

  private static ProtobufMessage message(
      String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
    ProtobufMessage node = new ProtobufMessage();
    inputs.forEach(name -> node.text(1, name));
    outputs.forEach(name -> node.text(2, name));
    node.text(3, outputs.get(0)).text(4, operator);
    Arrays.stream(attributes).forEach(attribute -> node.message(5, attribute.message()));
    return node;
  }

  /** A weight in its file, under the shape of {@code tensor}; the same name only once. */
  String weight(TensorRef tensor, ElementType type) {
    return weight(tensor, type, tensor.dims());
  }

  /** The same under a shape of its own, where two values share a byte. */
  String weight(TensorRef tensor, ElementType type, long[] shape) {
    if (weights.putIfAbsent(tensor.name(), tensor) == null) {
      order.add(tensor);
      ProtobufMessage message = tensor(tensor.name(), type, shape);
      message
          .message(13, entry("location", String.valueOf(tensor.file().getFileName())))
          .message(13, entry("offset", Long.toString(tensor.offset())))
          .message(13, entry("length", Long.toString(tensor.bytes())))
          .integer(14, EXTERNAL);
      graph.message(5, message);
    }
    return tensor.name();
  }

  /**
   * A weight that is given to every run where it lies. Engines keep copies of the weights that they
   * load with a graph, but for those that they bring into another form.
   */
  String weightInput(TensorRef tensor, ElementType type) {
    inputs.add(tensor);
    return input(tensor.name(), type, tensor.shape().toArray());
  }

  /** A vector of integers that is part of the graph. */
  String integers(long... elements) {
    return constants.computeIfAbsent(
        "i64" + Arrays.toString(elements),
        name -> {
          byte[] raw = new byte[Long.BYTES * elements.length];
          ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(elements);
          graph.message(5, tensor(name, ElementType.I64, new long[] {elements.length}).raw(9, raw));
          return name;
        });
  }

  /** A vector of numbers that is part of the graph. */
  String numbers(float... elements) {
    return constants.computeIfAbsent(
        "f32" + Arrays.toString(elements),
        name -> {
          byte[] raw = new byte[Float.BYTES * elements.length];
          ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(elements);
          graph.message(5, tensor(name, ElementType.F32, new long[] {elements.length}).raw(9, raw));
          return name;
        });
  }

  /** A single number that is part of the graph. */
  String scalar(float value) {
    byte[] raw = new byte[Float.BYTES];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
    return scalar(ElementType.F32, raw);
  }

  /** The same as it lies in memory. */
  String scalar(ElementType type, byte[] raw) {
    return constants.computeIfAbsent(
        type + Arrays.toString(raw),
        name -> {
          graph.message(5, tensor(name, type, new long[0]).raw(9, raw));
          return name;
        });
  }

  OnnxGraph finish() {
    ProtobufMessage model =
        new ProtobufMessage()
            .integer(1, IR_VERSION)
            .text(2, "cuepoint")
            .message(7, graph)
            .message(8, new ProtobufMessage().text(1, "").integer(2, OPSET));
    if (contrib) {
      model.message(8, new ProtobufMessage().text(1, CONTRIB).integer(2, 1));
    }
    return new OnnxGraph(model.toByteArray(), order, inputs);
  }

  private static ProtobufMessage tensor(String name, ElementType type, long[] shape) {
    ProtobufMessage message = new ProtobufMessage();
    Arrays.stream(shape).forEach(axis -> message.integer(1, axis));
    return message.integer(2, type.code()).text(8, name);
  }

  private static ProtobufMessage entry(String key, String value) {
    return new ProtobufMessage().text(1, key).text(2, value);
  }

  private static ProtobufMessage valueInfo(String name, ElementType type, List<Dim> shape) {
    ProtobufMessage axes = new ProtobufMessage();
    for (Dim dim : shape) {
      axes.message(
          1,
          dim instanceof Dim.Size size
              ? new ProtobufMessage().integer(1, size.value())
              : new ProtobufMessage().text(2, ((Dim.Named) dim).name()));
    }
    ProtobufMessage tensorType = new ProtobufMessage().integer(1, type.code()).message(2, axes);
    return new ProtobufMessage()
        .text(1, name)
        .message(2, new ProtobufMessage().message(1, tensorType));
  }
}
