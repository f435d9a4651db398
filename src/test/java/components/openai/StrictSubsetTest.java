package components.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictSubsetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object','properties':{},'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'type':['string','null']}},'required':['a'],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'type':'array','items':{'type':'object','properties':{'b':{'enum':['x']}},"
            + "'required':['b'],'additionalProperties':false}}},'required':['a'],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'$ref':'#/$defs/n'}},'required':['a'],'additionalProperties':false,"
            + "'$defs':{'n':{'anyOf':[{'type':'string'},{'type':'integer'}]}}}",
        // a property may be called like a keyword
        "{'type':'object','properties':{'not':{'type':'string'}},'required':['not'],'additionalProperties':false}"
      })
  void holdsSchemasThatAreClosedAllTheWayDown(String schema) throws Exception {
    assertThat(StrictSubset.holds(new ObjectMapper().readTree(schema.replace('\'', '"')))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'object','properties':{'a':{'type':'string'}}}",
        "{'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':false}",
        "{'type':'array','items':{'type':'string'}}",
        "{'type':'object','properties':{},'additionalProperties':{'type':'string'}}",
        "{'type':'object','properties':{'a':{'type':'array','items':{'type':'object','properties':{'b':{}}}}},"
            + "'required':['a'],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'allOf':[{'type':'string'}]}},'required':['a'],'additionalProperties':false}",
        "{'type':'object','properties':{'a':{'anyOf':[{'type':['object','null']}]}},'required':['a'],'additionalProperties':false}"
      })
  void holdsNoSchemaThatOpenAICouldNotEnforce(String schema) throws Exception {
    assertThat(StrictSubset.holds(new ObjectMapper().readTree(schema.replace('\'', '"'))))
        .isFalse();
  }
}
