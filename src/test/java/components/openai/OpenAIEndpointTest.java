package components.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How routes in Java and YAML name the component and set its options. */
class OpenAIEndpointTest {

  private OpenAIRunner runner;

  @BeforeEach
  void open() throws Exception {
    runner = new OpenAIRunner();
  }

  @AfterEach
  void close() throws Exception {
    runner.close();
  }

  @Test
  void setsEveryOptionFromItsUri() {
    runner.context.getRegistry().bind("tls", new SSLContextParameters());

    String uri =
        "openai:chat-completion?apiKey=k&baseUrl=http://h/v1&maxRetries=5&requestTimeout=9"
            + "&sslContextParameters=#tls&model=m&temperature=0.5&topP=0.25&maxTokens=7&systemMessage=s&developerMessage=d"
            + "&userMessage=u&jsonSchema=j&outputClass=c&streaming=true&storeFullResponse=true&stripThinking=true"
            + "&conversationMemory=true&conversationHistoryProperty=p&maxHistoryMessages=1&maxHistoryTokens=2"
            + "&embeddingModel=e&dimensions=3&encodingFormat=float&additionalHeader.A-b=1&additionalBodyProperty.a_b=2"
            + "&additionalResponseHeader.x=y&lazyStartProducer=true";

    OpenAIConfiguration set = options(uri);

    assertThat(runner.context.getEndpoint(uri, OpenAIEndpoint.class).isLazyStartProducer())
        .isTrue();
    assertThat(set)
        .usingRecursiveComparison()
        .ignoringFields("sslContextParameters")
        .isEqualTo(allSet());
    assertThat(set.getSslContextParameters()).isNotNull();
  }

  @Test
  void resolvesPlaceholdersInOptions() {
    Properties properties = new Properties();
    properties.setProperty("llm.model", "gpt-5-nano");
    properties.setProperty("llm.organization", "org-7");
    runner.context.getPropertiesComponent().setInitialProperties(properties);

    OpenAIConfiguration set =
        options(
            "openai:chat-completion?model={{llm.model}}&additionalHeader.OpenAI-Organization={{llm.organization}}");

    assertThat(set.getModel()).isEqualTo("gpt-5-nano");
    assertThat(set.getAdditionalHeader()).isEqualTo(Map.of("OpenAI-Organization", "org-7"));
  }

  @Test
  void refusesAnUnknownOption() {
    assertThatThrownBy(() -> options("openai:chat-completion?modell=x"))
        .isInstanceOf(ResolveEndpointFailedException.class)
        .hasMessageContaining("modell");
  }

  @TestFactory
  List<DynamicTest> refusesEachOptionThatIsLeftOut() {
    return LeftOut.OPTIONS.stream()
        .sorted()
        .map(
            option ->
                DynamicTest.dynamicTest(
                    option,
                    () ->
                        assertThatThrownBy(
                                () ->
                                    options(
                                        "openai:chat-completion?"
                                            + option
                                            + (option.equals("mcpServer") ? ".x.url" : "")
                                            + "=1"))
                            .hasStackTraceContaining(
                                "option " + option + " of openai: belongs to camel-openai")))
        .toList();
  }

  @TestFactory
  List<DynamicTest> refusesEachOperationThatIsLeftOut() {
    return LeftOut.OPERATIONS.stream()
        .sorted()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation,
                    () ->
                        assertThatThrownBy(() -> runner.context.getEndpoint("openai:" + operation))
                            .hasStackTraceContaining(
                                "openai:" + operation + " is an operation of camel-openai")))
        .toList();
  }

  @Test
  void keepsTheKeyOutOfItsName() {
    String named =
        runner
            .context
            .getEndpoint("openai:chat-completion?apiKey=sk-secret&additionalHeader.api-key=hidden")
            .toString();

    assertThat(named).doesNotContain("sk-secret");
  }

  @Test
  void worksInAJavaRoute() throws Exception {
    runner.openai.answer(200, Answers.JSON, Answers.chat("pong"));
    runner.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:java")
                .setHeader(OpenAIConstants.SYSTEM_MESSAGE, constant("be brief"))
                .to("openai:chat-completion?maxTokens=5&storeFullResponse=true");
          }
        });

    assertThat(runner.send("direct:java", "ping").getMessage().getBody()).isEqualTo("pong");
    assertThat(runner.openai.lastBody().at("/messages/0/content").asText()).isEqualTo("be brief");
  }

  @Test
  void worksInAYamlRoute() throws Exception {
    runner.openai.answer(200, Answers.JSON, Answers.chat("pong"));
    PluginHelper.getRoutesLoader(runner.context)
        .loadRoutes(
            ResourceHelper.fromString(
                "ask.camel.yaml",
                """
                - route:
                    id: ask
                    from:
                      uri: direct:yaml
                      steps:
                        - to:
                            uri: openai:chat-completion
                            parameters:
                              model: gpt-5-nano
                              temperature: 0.5
                              maxTokens: 5
                              systemMessage: be brief
                              storeFullResponse: true
                              additionalBodyProperty.seed: 42
                              jsonSchema: '{"type":"object","properties":{},"required":[],"additionalProperties":false}'
                """));

    assertThat(runner.send("direct:yaml", "ping").getMessage().getBody()).isEqualTo("pong");
    assertThat(runner.openai.lastBody().path("model").asText()).isEqualTo("gpt-5-nano");
    assertThat(runner.openai.lastBody().path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(runner.openai.lastBody().path("max_completion_tokens").asInt()).isEqualTo(5);
    assertThat(runner.openai.lastBody().path("seed").asInt()).isEqualTo(42);
    assertThat(runner.openai.lastBody().at("/response_format/json_schema/strict").asBoolean())
        .isTrue();
  }

  /**
   * Camel turns dashes in the names under {@code parameters} into capitals, so such names go into
   * the URI.
   */
  @Test
  void takesAHeaderNameWithDashesFromTheUriOfAYamlRoute() throws Exception {
    runner.openai.answer(200, Answers.JSON, Answers.chat("pong"));
    PluginHelper.getRoutesLoader(runner.context)
        .loadRoutes(
            ResourceHelper.fromString(
                "ask.camel.yaml",
                """
                - route:
                    id: ask
                    from:
                      uri: direct:yaml
                      steps:
                        - to:
                            uri: openai:chat-completion?additionalHeader.OpenAI-Organization=org-1
                """));

    runner.send("direct:yaml", "ping");

    assertThat(runner.openai.asked().getLast().headers())
        .containsEntry("openai-organization", "org-1");
  }

  @Test
  void saysWhereToSetTheKeyThatIsMissing() {
    assumeTrue(System.getenv("OPENAI_API_KEY") == null);
    runner.context.getComponent("openai", OpenAIComponent.class).setApiKey(null);

    assertThatThrownBy(() -> runner.context.getEndpoint("openai:chat-completion"))
        .hasStackTraceContaining("set apiKey on the endpoint or the component");
  }

  private OpenAIConfiguration options(String uri) {
    return runner.context.getEndpoint(uri, OpenAIEndpoint.class).getConfiguration();
  }

  private static OpenAIConfiguration allSet() {
    OpenAIConfiguration all = new OpenAIConfiguration();
    all.setApiKey("k");
    all.setBaseUrl("http://h/v1");
    all.setMaxRetries(5);
    all.setRequestTimeout(9);
    all.setModel("m");
    all.setTemperature(0.5);
    all.setTopP(0.25);
    all.setMaxTokens(7);
    all.setSystemMessage("s");
    all.setDeveloperMessage("d");
    all.setUserMessage("u");
    all.setJsonSchema("j");
    all.setOutputClass("c");
    all.setStreaming(true);
    all.setStoreFullResponse(true);
    all.setStripThinking(true);
    all.setConversationMemory(true);
    all.setConversationHistoryProperty("p");
    all.setMaxHistoryMessages(1);
    all.setMaxHistoryTokens(2);
    all.setEmbeddingModel("e");
    all.setDimensions(3);
    all.setEncodingFormat("float");
    all.setAdditionalHeader(Map.of("A-b", "1"));
    all.setAdditionalBodyProperty(Map.of("a_b", "2"));
    all.setAdditionalResponseHeader(Map.of("x", "y"));
    return all;
  }
}
