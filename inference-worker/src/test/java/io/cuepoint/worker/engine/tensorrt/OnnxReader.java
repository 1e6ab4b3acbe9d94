package io.cuepoint.worker.engine.tensorrt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a model's nodes, inputs and the types of its constants back out of protobuf. */
final class OnnxReader {
  final List<Node> nodes = new ArrayList<>();

  /** Element types by name: of inputs, constants and weights. */
  final Map<String, Integer> types = new LinkedHashMap<>();

  /** Names of the inputs. */
  final Set<String> inputs = new LinkedHashSet<>();

  final Map<String, Integer> outputs = new LinkedHashMap<>();

  /** One node; {@code to} is what a cast casts to. */
  record Node(String operator, String domain, List<String> inputs, List<String> outputs, int to) {}

  OnnxReader(byte[] model) {
    new Fields(model, 0, model.length)
        .each(
            7,
            graph ->
                graph
                    .each(1, this::node)
                    .each(5, this::constant)
                    .each(11, this::input)
                    .each(12, this::output));
  }

  private void node(Fields node) {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    node.each(1, each -> inputs.add(each.text())).each(2, each -> outputs.add(each.text()));
    StringBuilder operator = new StringBuilder();
    StringBuilder domain = new StringBuilder();
    node.each(4, each -> operator.append(each.text())).each(7, each -> domain.append(each.text()));
    int[] to = new int[1];
    node.each(
        5,
        attribute -> {
          StringBuilder name = new StringBuilder();
          attribute.each(1, each -> name.append(each.text()));
          if (name.toString().equals("to")) {
            to[0] = attribute.number(3);
          }
        });
    nodes.add(new Node(operator.toString(), domain.toString(), inputs, outputs, to[0]));
  }

  private void constant(Fields tensor) {
    tensor.each(8, name -> types.put(name.text(), tensor.number(2)));
  }

  private void input(Fields value) {
    value.each(1, name -> types.put(name.text(), elementType(value)));
    value.each(1, name -> inputs.add(name.text()));
  }

  private void output(Fields value) {
    value.each(1, name -> outputs.put(name.text(), elementType(value)));
  }

  private static int elementType(Fields value) {
    int[] type = new int[1];
    value.each(2, outer -> outer.each(1, tensor -> type[0] = tensor.number(1)));
    return type[0];
  }

  /** A message: fields in protobuf's wire format. */
  private static final class Fields {
    private final byte[] bytes;
    private final int from;
    private final int end;
    private int at;

    Fields(byte[] bytes, int from, int end) {
      this.bytes = bytes;
      this.from = from;
      this.end = end;
    }

    interface Visitor {
      void visit(Fields field);
    }

    String text() {
      return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    Fields each(int field, Visitor visitor) {
      walk(field, visitor);
      return this;
    }

    int number(int field) {
      return (int) walk(field, null);
    }

    private long walk(int field, Visitor visitor) {
      long number = 0;
      at = from;
      while (at < end) {
        long tag = varint();
        boolean wanted = tag >>> 3 == field;
        switch ((int) (tag & 7)) {
          case 0 -> {
            long value = varint();
            number = wanted ? value : number;
          }
          case 5 -> at += Float.BYTES;
          default -> {
            int length = (int) varint();
            int begin = at;
            if (wanted && visitor != null) {
              visitor.visit(new Fields(bytes, begin, begin + length));
            }
            at = begin + length;
          }
        }
      }
      return number;
    }

    private long varint() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte each = bytes[at++];
        value |= (long) (each & 0x7f) << shift;
        if (each >= 0) {
          return value;
        }
      }
    }
  }
}
