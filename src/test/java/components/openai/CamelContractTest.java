package components.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.Contracts;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.spi.annotations.Component;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The component has the scheme, options, defaults and headers of Camel's own, but for what is
 * listed here.
 */
class CamelContractTest {

  /**
   * What Camel's own has and ours has not. Options and operations are listed, and refused, in
   * {@link LeftOut}.
   */
  private static final Set<String> LEFT_OUT_HEADERS =
      Set.of(
          // tools and MCP servers
          "CamelOpenAIToolIterations",
          "CamelOpenAIMcpToolCalls",
          "CamelOpenAIMcpReturnDirect",
          "CamelOpenAIAgenticPromptTokens",
          "CamelOpenAIAgenticCompletionTokens",
          "CamelOpenAIAgenticTotalTokens",
          // the Responses API
          "CamelOpenAIPreviousResponseId",
          "CamelOpenAIResponsesResponse",
          // audio
          "CamelOpenAIAudioModel",
          "CamelOpenAIAudioLanguage",
          "CamelOpenAIAudioResponseFormat",
          "CamelOpenAIAudioTemperature",
          "CamelOpenAIAudioPrompt",
          "CamelOpenAIAudioTimestampGranularities",
          "CamelOpenAIAudioDuration",
          "CamelOpenAIAudioDetectedLanguage",
          "CamelOpenAISpeechModel",
          "CamelOpenAISpeechVoice",
          "CamelOpenAISpeechResponseFormat",
          "CamelOpenAISpeechSpeed",
          "CamelOpenAISpeechInstructions");

  private static final Set<String> LEFT_OUT_COMPONENT_OPTIONS = Set.of("audioModel");

  /** What ours has and Camel's own has not. */
  private static final Set<String> ADDED_HEADERS =
      Set.of(
          "CamelOpenAIClientRequestId", "CamelOpenAIJsonSchemaName", "CamelOpenAIJsonSchemaStrict");

  /** An option as both sides describe it. */
  private record Option(
      String javaType,
      String defaultValue,
      boolean required,
      boolean secret,
      String label,
      String prefix) {}

  private JsonNode contract;

  @BeforeEach
  void read() throws Exception {
    contract = new ObjectMapper().readTree(Contracts.dir().resolve("camel/openai.json").toFile());
  }

  @Test
  void hasTheSchemeAndSyntaxOfCamelsOwn() {
    UriEndpoint ours = OpenAIEndpoint.class.getAnnotation(UriEndpoint.class);
    JsonNode theirs = contract.path("component");

    assertThat(ours.scheme()).isEqualTo(theirs.path("scheme").asText());
    assertThat(ours.syntax()).isEqualTo(theirs.path("syntax").asText());
    assertThat(ours.producerOnly()).isEqualTo(theirs.path("producerOnly").asBoolean());
    assertThat(ours.lenientProperties()).isEqualTo(theirs.path("lenientProperties").asBoolean());
    assertThat(ours.remote()).isEqualTo(theirs.path("remote").asBoolean());
    assertThat(OpenAIComponent.class.getAnnotation(Component.class).value())
        .isEqualTo(theirs.path("scheme").asText());
  }

  @Test
  void hasTheOperationsOfCamelsOwnButTheOnesLeftOut() {
    Set<String> ours = new TreeSet<>(LeftOut.OPERATIONS);
    Arrays.stream(OpenAIOperations.values()).map(OpenAIOperations::uriName).forEach(ours::add);
    JsonNode theirs = contract.at("/properties/operation");

    assertThat(ours).containsExactlyInAnyOrderElementsOf(texts(theirs.path("enum")));
    assertThat(theirs.path("javaType").asText())
        .endsWith("." + OpenAIOperations.class.getSimpleName());
    assertThat(theirs.path("required").asBoolean()).isTrue();
    assertThat(field("operation").getAnnotation(Metadata.class).required()).isTrue();
    assertThat(List.of(field("operation").getAnnotation(UriPath.class).enums().split(",")))
        .containsExactly(
            Arrays.stream(OpenAIOperations.values())
                .map(OpenAIOperations::uriName)
                .toArray(String[]::new));
  }

  @Test
  void hasTheOptionsOfCamelsOwnButTheOnesLeftOut() {
    Map<String, Option> theirs = described("properties");
    theirs.remove("operation");

    assertThat(LeftOut.OPTIONS).isSubsetOf(theirs.keySet());
    theirs.keySet().removeAll(LeftOut.OPTIONS);
    assertThat(endpointOptions()).containsExactlyInAnyOrderEntriesOf(theirs);
  }

  @Test
  void offersTheSameChoicesForAnOption() {
    assertThat(List.of(field("encodingFormat").getAnnotation(UriParam.class).enums().split(",")))
        .isEqualTo(texts(contract.at("/properties/encodingFormat/enum")));
  }

  @Test
  void hasTheSameDefaultsAtWork() throws Exception {
    OpenAIConfiguration fresh = new OpenAIConfiguration();
    for (Field field : optionFields(OpenAIConfiguration.class)) {
      JsonNode theirs = contract.path("properties").path(field.getName()).path("defaultValue");
      field.setAccessible(true);
      Object ours = field.get(fresh);
      assertThat(ours == null || ours instanceof Map<?, ?> ? "" : ours.toString())
          .as(field.getName())
          .isEqualTo(theirs.asText());
    }
  }

  @Test
  void hasTheComponentOptionsOfCamelsOwnButTheOnesLeftOut() {
    Map<String, Option> theirs = described("componentProperties");
    assertThat(theirs.keySet()).containsAll(LEFT_OUT_COMPONENT_OPTIONS);
    theirs.keySet().removeAll(LEFT_OUT_COMPONENT_OPTIONS);

    assertThat(componentOptions()).containsExactlyInAnyOrderEntriesOf(theirs);
  }

  @Test
  void hasTheHeadersOfCamelsOwnButTheOnesLeftOutAndAFewMore() throws Exception {
    Map<String, String> theirs = new TreeMap<>();
    contract
        .path("headers")
        .properties()
        .forEach(
            header -> {
              String constant = header.getValue().path("constantName").asText();
              String name = constant.substring(constant.indexOf('#') + 1);
              theirs.put(header.getKey(), name + " " + header.getValue().path("javaType").asText());
            });
    Map<String, String> ours = new TreeMap<>();
    for (Field constant : OpenAIConstants.class.getFields()) {
      ours.put(
          (String) constant.get(null),
          constant.getName() + " " + constant.getAnnotation(Metadata.class).javaType());
    }

    assertThat(theirs.keySet())
        .containsAll(LEFT_OUT_HEADERS)
        .doesNotContainAnyElementsOf(ADDED_HEADERS);
    assertThat(ours.keySet())
        .containsAll(ADDED_HEADERS)
        .doesNotContainAnyElementsOf(LEFT_OUT_HEADERS);
    theirs.keySet().removeAll(LEFT_OUT_HEADERS);
    ours.keySet().removeAll(ADDED_HEADERS);
    assertThat(ours).isEqualTo(theirs);
  }

  private Map<String, Option> described(String part) {
    Map<String, Option> options = new LinkedHashMap<>();
    contract
        .path(part)
        .properties()
        .forEach(
            entry -> {
              JsonNode option = entry.getValue();
              options.put(
                  entry.getKey(),
                  new Option(
                      option.path("javaType").asText(),
                      option.path("defaultValue").asText(),
                      option.path("required").asBoolean(),
                      option.path("secret").asBoolean(),
                      option.path("label").asText(),
                      option.path("prefix").asText()));
            });
    return options;
  }

  private static Map<String, Option> endpointOptions() {
    Map<String, Option> options = new LinkedHashMap<>();
    Stream.concat(
            optionFields(OpenAIConfiguration.class).stream(),
            optionFields(OpenAIEndpoint.class).stream())
        .filter(field -> field.getType() != OpenAIConfiguration.class)
        .filter(field -> !consumerOnly(field.getAnnotation(UriParam.class).label()))
        .forEach(
            field -> {
              UriParam says = field.getAnnotation(UriParam.class);
              Metadata more = field.getAnnotation(Metadata.class);
              options.put(
                  field.getName(),
                  new Option(
                      field.getGenericType().getTypeName(),
                      defaultOf(field, says.defaultValue()),
                      more != null && more.required(),
                      says.secret(),
                      says.label(),
                      says.prefix()));
            });
    return options;
  }

  private static Map<String, Option> componentOptions() {
    Map<String, Option> options = new LinkedHashMap<>();
    fields(OpenAIComponent.class).stream()
        .filter(field -> field.isAnnotationPresent(Metadata.class))
        .filter(field -> !consumerOnly(field.getAnnotation(Metadata.class).label()))
        .forEach(
            field -> {
              Metadata says = field.getAnnotation(Metadata.class);
              options.put(
                  field.getName(),
                  new Option(
                      field.getGenericType().getTypeName(),
                      defaultOf(field, says.defaultValue()),
                      says.required(),
                      says.secret(),
                      says.label(),
                      ""));
            });
    return options;
  }

  /**
   * Options that DefaultEndpoint and DefaultComponent have for consumers do not show on a producer.
   */
  private static boolean consumerOnly(String label) {
    return label.startsWith("consumer");
  }

  /** As Camel's tooling does: a boolean that says no default is false. */
  private static String defaultOf(Field field, String annotated) {
    return annotated.isEmpty() && field.getType() == boolean.class ? "false" : annotated;
  }

  private static List<Field> optionFields(Class<?> type) {
    return fields(type).stream()
        .filter(field -> field.isAnnotationPresent(UriParam.class))
        .toList();
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      Arrays.stream(at.getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .forEach(fields::add);
    }
    return fields;
  }

  private static Field field(String name) {
    return Stream.concat(
            fields(OpenAIEndpoint.class).stream(), fields(OpenAIConfiguration.class).stream())
        .filter(field -> field.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
