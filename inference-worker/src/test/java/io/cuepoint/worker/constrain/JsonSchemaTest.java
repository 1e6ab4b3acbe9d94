package io.cuepoint.worker.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class JsonSchemaTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true | unsupported | # | a type",
        "{} | unsupported | # | neither type",
        "{'type':'string','pattern':'a+'} | unsupported | #/pattern | not kept",
        "{'type':'string','format':'date'} | unsupported | #/format | not kept",
        "{'$ref':'#'} | unsupported | #/$ref | not kept",
        "{'oneOf':[{'type':'null'}]} | unsupported | #/oneOf | not kept",
        "{'type':'integer','multipleOf':2} | unsupported | #/multipleOf | not kept",
        "{'type':'array'} | unsupported | # | without items",
        "{'type':'array','uniqueItems':true} | unsupported | #/uniqueItems | not kept",
        "{'type':'object','required':['a']} | unsupported | #/required | one of properties",
        "{'enum':[[1]]} | unsupported | #/enum | a string, a number",
        "{'type':'string','anyOf':[{'type':'null'}]} | unsupported | #/anyOf | alone",
        "{'type':'integer','minimum':1e15} | unsupported | # | at most 15 digits",
        "{'type':'number','minimum':1e-5,'maximum':2e-5} | unsupported | # | 4 decimals",
        "{'type':'integer','minimum':2,'maximum':1} | unsupported | # | within the bounds",
        "{'type':'string','minLength':200000} | unsupported | #/minLength | at most 100000",
        "[] | invalid | # | an object",
        "{'type':'text'} | invalid | #/type | types of JSON",
        "{'type':[]} | invalid | #/type | types of JSON",
        "{'enum':[]} | invalid | #/enum | values",
        "{'anyOf':[]} | invalid | #/anyOf | schemas",
        "{'type':'integer','enum':['a',1.5]} | invalid | # | no value",
        "{'enum':[1,2],'const':3} | invalid | # | no value",
        "{'type':'string','maxLength':1,'const':'ab'} | invalid | # | no value",
        "{'const':'\\ud800'} | invalid | # | surrogate",
        "{'minLength':3,'type':'string','maxLength':2} | invalid | #/minLength | at most maxLength 2",
        "{'type':'string','maxLength':-1} | invalid | #/maxLength | 0 or more",
        "{'type':'string','maxLength':1.5} | invalid | #/maxLength | a whole number",
        "{'type':'number','exclusiveMaximum':true} | invalid | #/exclusiveMaximum | a number",
        "{'type':'array','minItems':2,'maxItems':1} | invalid | #/minItems | maxItems 1",
        "{'type':'object','properties':{'a/b':{'type':'x'}}} | invalid | #/properties/a~1b/type | of",
        "{'type':'object','properties':3} | invalid | #/properties | an object",
        "{'anyOf':[{'type':'null'},{'type':'x'}]} | invalid | #/anyOf/1/type | types",
        "{'type':'array','items':{'type':'array','items':3}} | invalid | #/items/items | an object",
      })
  void refusesWhatItCannotKeep(String json, String kind, String pointer, String reason) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOfSatisfying(
            SchemaException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("schema." + kind);
              assertThat("#" + refused.pointer()).isEqualTo(pointer);
              assertThat(refused).hasMessageStartingWith(pointer + ": ");
            })
        .hasMessageContaining(reason);
  }

  @Test
  void refusesASchemaThatIsTooDeepOrTooLarge() {
    String deep = "{'type':'array','items':".repeat(16) + "{'type':'null'}" + "}".repeat(16);
    assertThatThrownBy(() -> parse(deep)).hasMessageContaining("deeper than 16 levels");
    String many = "{'enum':[" + "1,".repeat(2_000) + "1]}";
    assertThatThrownBy(() -> parse(many)).hasMessageContaining("more than 2000 parts");
    String large = "{'const':'" + "a".repeat(70_000) + "'}";
    assertThatThrownBy(() -> parse(large)).hasMessageContaining("expected: at most 65536");
  }

  @Test
  void keepsTheBoundsOfIntegers() {
    String schema = "{'type':'integer','exclusiveMinimum':-13,'maximum':105.9}";
    assertAllows(schema, "-12", "-1", "0", "7", "99", "105");
    assertRefuses(schema, "-13", "-0", "-20", "106", "00", "07", "1.0", "1e1", "+1", "", "-");
  }

  @Test
  void keepsTheBoundsOfDecimals() {
    String schema = "{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':10}";
    assertAllows(schema, "0.0001", "1", "1.0", "9.9999", "2.05");
    assertRefuses(schema, "0", "0.0", "1.50", "1.", "10", "10.0", "1.00001", "1e0", "-1", ".5");
    assertAllows("{'type':'number'}", "-0.5", "0", "0.0", "99999999999.9999", "-99999999999");
    assertRefuses("{'type':'number'}", "-0", "-0.0", "100000000000", "1.0000");
  }

  @Test
  void countsCharactersHoweverTheyAreWritten() {
    String schema = "{'type':['string','null'],'minLength':1,'maxLength':2}";
    assertAllows(
        schema, "null", "\"ab\"", "\"ö零\"", "\"\\n\\u00fc\"", "\"\\ud83c\\udfac🎬\"", "\"\\\"\"");
    assertRefuses(
        schema,
        "\"\"",
        "\"abc\"",
        "\"\\x\"",
        "\"\\ud83c\"",
        "\"\\udfac\"",
        "\"\\u0000\"",
        "\"\n\"");
  }

  @Test
  void spellsListedValuesAsPythonDoes() {
    assertAllows("{'const':'say \\\"ö\\\"\\n\\u0001/'}", "\"say \\\"ö\\\"\\n\\u0001/\"");
    assertAllows("{'enum':[1,2.50,3.0,null,true,true]}", "1", "2.5", "3.0", "null", "true");
    assertRefuses("{'enum':[1,2.50]}", "1.0", "2.50", "2");
    assertAllows("{'type':'number','maximum':5,'enum':[1,9,'a']}", "1");
    assertRefuses("{'type':'number','maximum':5,'enum':[1,9,'a']}", "9", "\"a\"");
  }

  @Test
  void keepsTheOrderOfPropertiesAndLeavesOutOnlyWhatIsNotRequired() {
    String schema =
        "{'type':'object','title':'t','required':['b'],'additionalProperties':{},'properties':"
            + "{'a':{'type':'null'},'b':{'type':'boolean'},'c':{'type':'null'}}}";
    assertAllows(
        schema,
        "{\"a\": null, \"b\": true, \"c\": null}",
        "{\"b\": true, \"c\": null}",
        "{\"a\": null, \"b\": false}",
        "{\"b\": true}");
    assertRefuses(
        schema,
        "{}",
        "{\"a\": null}",
        "{\"c\": null}",
        "{\"a\": null, \"c\": null}",
        "{\"b\": true, \"a\": null}",
        "{\"b\":true}",
        "{ \"b\": true}",
        "{\"b\": true, \"b\": true}",
        "{\"b\": true, \"d\": null}",
        "{\"b\": true,}");
    assertAllows("{'type':'object'}", "{}");
  }

  @Test
  void keepsTheNumberOfItems() {
    String schema = "{'type':'array','items':{'type':'null'},'minItems':2,'maxItems':3}";
    assertAllows(schema, "[null, null]", "[null, null, null]");
    assertRefuses(schema, "[]", "[null]", "[null, null, null, null]");
    assertRefuses(schema, "[null,null]", "[ null, null]", "[null, null, ]");
    assertAllows("{'type':'array','items':{'type':'null'},'maxItems':0}", "[]");
  }

  private static void assertAllows(String schema, String... values) {
    assertThat(List.of(values)).allMatch(value -> isWhole(schema, value));
  }

  private static void assertRefuses(String schema, String... values) {
    assertThat(List.of(values)).noneMatch(value -> isWhole(schema, value));
  }

  private static boolean isWhole(String schema, String value) {
    Rule rule = parse(schema).rule();
    for (byte next : value.getBytes(StandardCharsets.UTF_8)) {
      rule = rule.after(next & 0xFF);
    }
    return rule.mayEnd();
  }

  private static JsonSchema parse(String json) {
    return JsonSchema.parse(JsonMapper.shared().readTree(json.replace('\'', '"')));
  }
}
