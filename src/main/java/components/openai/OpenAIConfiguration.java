package components.openai;

import java.util.Map;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options of an endpoint that say what is asked and what becomes of the answer. */
@UriParams
public class OpenAIConfiguration extends OpenAIClientConfiguration {

  @UriParam(description = "Model of chat completions")
  private @Nullable String model;

  @UriParam(description = "Sampling temperature, 0.0 to 2.0")
  private @Nullable Double temperature;

  @UriParam(description = "Nucleus sampling, 0.0 to 1.0")
  private @Nullable Double topP;

  @UriParam(
      description = "Cap on the answer's tokens, reasoning included; sent as max_completion_tokens")
  private @Nullable Integer maxTokens;

  @UriParam(
      description = "System message; with conversationMemory it also starts the conversation anew")
  private @Nullable String systemMessage;

  @UriParam(description = "Developer message")
  private @Nullable String developerMessage;

  @UriParam(description = "User message, instead of the body")
  private @Nullable String userMessage;

  @UriParam(description = "JSON schema of the answer, or the resource that holds it")
  @Metadata(supportFileReference = true)
  private @Nullable String jsonSchema;

  @UriParam(description = "Name of the class whose JSON the answer must be")
  private @Nullable String outputClass;

  @UriParam(
      defaultValue = "false",
      description = "Whether the body becomes an iterator over chunks")
  private boolean streaming;

  @UriParam(
      defaultValue = "false",
      description = "Whether the whole response is kept under CamelOpenAIResponse")
  private boolean storeFullResponse;

  @UriParam(
      defaultValue = "false",
      description = "Whether a leading think block goes to CamelOpenAIThinkingContent")
  private boolean stripThinking;

  @UriParam(defaultValue = "false", description = "Whether the exchange remembers what was said")
  private boolean conversationMemory;

  @UriParam(
      defaultValue = "CamelOpenAIConversationHistory",
      description = "Exchange property that holds the conversation")
  private String conversationHistoryProperty = "CamelOpenAIConversationHistory";

  @UriParam(defaultValue = "0", description = "Messages remembered; 0 means all")
  private int maxHistoryMessages;

  @UriParam(
      defaultValue = "0",
      description = "Tokens remembered, counted as characters / 4; 0 means all")
  private int maxHistoryTokens;

  @UriParam(
      prefix = "additionalBodyProperty.",
      multiValue = true,
      description = "JSON properties added to the request of a chat completion")
  private Map<String, Object> additionalBodyProperty = Map.of();

  @UriParam(
      prefix = "additionalResponseHeader.",
      multiValue = true,
      description = "Further fields of the answering message, each with the header it goes to")
  private Map<String, Object> additionalResponseHeader = Map.of();

  @UriParam(description = "Model of embeddings")
  private @Nullable String embeddingModel;

  @UriParam(description = "Length of the vectors asked for")
  private @Nullable Integer dimensions;

  @UriParam(enums = "float,base64", defaultValue = "base64", description = "How vectors travel")
  private String encodingFormat = "base64";

  public @Nullable String getModel() {
    return model;
  }

  public void setModel(@Nullable String model) {
    this.model = model;
  }

  public @Nullable Double getTemperature() {
    return temperature;
  }

  public void setTemperature(@Nullable Double temperature) {
    this.temperature = temperature;
  }

  public @Nullable Double getTopP() {
    return topP;
  }

  public void setTopP(@Nullable Double topP) {
    this.topP = topP;
  }

  public @Nullable Integer getMaxTokens() {
    return maxTokens;
  }

  public void setMaxTokens(@Nullable Integer maxTokens) {
    this.maxTokens = maxTokens;
  }

  public @Nullable String getSystemMessage() {
    return systemMessage;
  }

  public void setSystemMessage(@Nullable String systemMessage) {
    this.systemMessage = systemMessage;
  }

  public @Nullable String getDeveloperMessage() {
    return developerMessage;
  }

  public void setDeveloperMessage(@Nullable String developerMessage) {
    this.developerMessage = developerMessage;
  }

  public @Nullable String getUserMessage() {
    return userMessage;
  }

  public void setUserMessage(@Nullable String userMessage) {
    this.userMessage = userMessage;
  }

  public @Nullable String getJsonSchema() {
    return jsonSchema;
  }

  public void setJsonSchema(@Nullable String jsonSchema) {
    this.jsonSchema = jsonSchema;
  }

  public @Nullable String getOutputClass() {
    return outputClass;
  }

  public void setOutputClass(@Nullable String outputClass) {
    this.outputClass = outputClass;
  }

  public boolean isStreaming() {
    return streaming;
  }

  public void setStreaming(boolean streaming) {
    this.streaming = streaming;
  }

  public boolean isStoreFullResponse() {
    return storeFullResponse;
  }

  public void setStoreFullResponse(boolean storeFullResponse) {
    this.storeFullResponse = storeFullResponse;
  }

  public boolean isStripThinking() {
    return stripThinking;
  }

  public void setStripThinking(boolean stripThinking) {
    this.stripThinking = stripThinking;
  }

  public boolean isConversationMemory() {
    return conversationMemory;
  }

  public void setConversationMemory(boolean conversationMemory) {
    this.conversationMemory = conversationMemory;
  }

  public String getConversationHistoryProperty() {
    return conversationHistoryProperty;
  }

  public void setConversationHistoryProperty(String conversationHistoryProperty) {
    this.conversationHistoryProperty = conversationHistoryProperty;
  }

  public int getMaxHistoryMessages() {
    return maxHistoryMessages;
  }

  public void setMaxHistoryMessages(int maxHistoryMessages) {
    this.maxHistoryMessages = maxHistoryMessages;
  }

  public int getMaxHistoryTokens() {
    return maxHistoryTokens;
  }

  public void setMaxHistoryTokens(int maxHistoryTokens) {
    this.maxHistoryTokens = maxHistoryTokens;
  }

  public Map<String, Object> getAdditionalBodyProperty() {
    return additionalBodyProperty;
  }

  public void setAdditionalBodyProperty(Map<String, Object> additionalBodyProperty) {
    this.additionalBodyProperty = additionalBodyProperty;
  }

  public Map<String, Object> getAdditionalResponseHeader() {
    return additionalResponseHeader;
  }

  public void setAdditionalResponseHeader(Map<String, Object> additionalResponseHeader) {
    this.additionalResponseHeader = additionalResponseHeader;
  }

  public @Nullable String getEmbeddingModel() {
    return embeddingModel;
  }

  public void setEmbeddingModel(@Nullable String embeddingModel) {
    this.embeddingModel = embeddingModel;
  }

  public @Nullable Integer getDimensions() {
    return dimensions;
  }

  public void setDimensions(@Nullable Integer dimensions) {
    this.dimensions = dimensions;
  }

  public String getEncodingFormat() {
    return encodingFormat;
  }

  public void setEncodingFormat(String encodingFormat) {
    this.encodingFormat = encodingFormat;
  }
}
