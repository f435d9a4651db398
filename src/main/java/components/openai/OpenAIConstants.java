package components.openai;

import org.apache.camel.spi.Metadata;

/** Names of the headers that steer a call and that carry what came back. */
public final class OpenAIConstants {

  // What to ask

  @Metadata(description = "The user message, instead of the body", javaType = "String")
  public static final String USER_MESSAGE = "CamelOpenAIUserMessage";

  @Metadata(description = "The system message", javaType = "String")
  public static final String SYSTEM_MESSAGE = "CamelOpenAISystemMessage";

  @Metadata(description = "The developer message", javaType = "String")
  public static final String DEVELOPER_MESSAGE = "CamelOpenAIDeveloperMessage";

  @Metadata(description = "The model of a chat completion", javaType = "String")
  public static final String MODEL = "CamelOpenAIModel";

  @Metadata(description = "Sampling temperature, 0.0 to 2.0", javaType = "Double")
  public static final String TEMPERATURE = "CamelOpenAITemperature";

  @Metadata(description = "Nucleus sampling, 0.0 to 1.0", javaType = "Double")
  public static final String TOP_P = "CamelOpenAITopP";

  @Metadata(
      description = "The cap on the answer's tokens, reasoning included",
      javaType = "Integer")
  public static final String MAX_TOKENS = "CamelOpenAIMaxTokens";

  @Metadata(description = "Whether the answer comes in chunks", javaType = "Boolean")
  public static final String STREAMING = "CamelOpenAIStreaming";

  @Metadata(description = "Name of the class whose JSON the answer must be", javaType = "String")
  public static final String OUTPUT_CLASS = "CamelOpenAIOutputClass";

  @Metadata(description = "JSON schema the answer must fit", javaType = "String")
  public static final String JSON_SCHEMA = "CamelOpenAIJsonSchema";

  @Metadata(
      description = "Whether leading think blocks are cut from the answer",
      javaType = "Boolean")
  public static final String STRIP_THINKING = "CamelOpenAIStripThinking";

  @Metadata(description = "MIME type of a file or binary body", javaType = "String")
  public static final String MEDIA_TYPE = "CamelOpenAIMediaType";

  @Metadata(description = "The model of embeddings", javaType = "String")
  public static final String EMBEDDING_MODEL = "CamelOpenAIEmbeddingModel";

  @Metadata(description = "Length of the vectors asked for", javaType = "Integer")
  public static final String EMBEDDING_DIMENSIONS = "CamelOpenAIEmbeddingDimensions";

  @Metadata(description = "Vector to compare the first embedding with", javaType = "List<Float>")
  public static final String REFERENCE_EMBEDDING = "CamelOpenAIReferenceEmbedding";

  // What came back

  @Metadata(description = "What stood in a think block", javaType = "String")
  public static final String THINKING_CONTENT = "CamelOpenAIThinkingContent";

  @Metadata(description = "The message's reasoning_content", javaType = "String")
  public static final String REASONING_CONTENT = "CamelOpenAIReasoningContent";

  @Metadata(description = "The model that answered", javaType = "String")
  public static final String RESPONSE_MODEL = "CamelOpenAIResponseModel";

  @Metadata(description = "The answer's id", javaType = "String")
  public static final String RESPONSE_ID = "CamelOpenAIResponseId";

  @Metadata(description = "Why the answer ended, for instance stop or length", javaType = "String")
  public static final String FINISH_REASON = "CamelOpenAIFinishReason";

  @Metadata(description = "Tokens of the prompt, cached ones included", javaType = "Long")
  public static final String PROMPT_TOKENS = "CamelOpenAIPromptTokens";

  @Metadata(description = "Tokens of the answer, reasoning included", javaType = "Long")
  public static final String COMPLETION_TOKENS = "CamelOpenAICompletionTokens";

  @Metadata(description = "Tokens of prompt and answer", javaType = "Long")
  public static final String TOTAL_TOKENS = "CamelOpenAITotalTokens";

  @Metadata(
      description =
          "The whole response, with storeFullResponse; also an exchange property of this name",
      javaType = "com.openai.models.chat.completions.ChatCompletion")
  public static final String RESPONSE = "CamelOpenAIResponse";

  @Metadata(description = "The embedding model that answered", javaType = "String")
  public static final String EMBEDDING_RESPONSE_MODEL = "CamelOpenAIEmbeddingResponseModel";

  @Metadata(description = "How many vectors came back", javaType = "Integer")
  public static final String EMBEDDING_COUNT = "CamelOpenAIEmbeddingCount";

  @Metadata(description = "Length of the vectors that came back", javaType = "Integer")
  public static final String EMBEDDING_VECTOR_SIZE = "CamelOpenAIEmbeddingVectorSize";

  @Metadata(description = "Cosine of the first embedding with the reference", javaType = "Double")
  public static final String SIMILARITY_SCORE = "CamelOpenAISimilarityScore";

  @Metadata(description = "The texts that were embedded", javaType = "String or List<String>")
  public static final String ORIGINAL_TEXT = "CamelOpenAIOriginalText";

  // Additions of ours; Camel's own component ignores them

  /**
   * Our addition: sent as {@code X-Client-Request-Id}, so that a call whose answer never came can
   * be named.
   */
  @Metadata(description = "Sent as X-Client-Request-Id", javaType = "String")
  public static final String CLIENT_REQUEST_ID = "CamelOpenAIClientRequestId";

  /**
   * Our addition: the schema's name; without it the schema's title, else {@code camel_schema} as in
   * Camel's own.
   */
  @Metadata(description = "Name of the JSON schema", javaType = "String")
  public static final String JSON_SCHEMA_NAME = "CamelOpenAIJsonSchemaName";

  /**
   * Our addition: whether OpenAI must enforce the schema; without it, yes if the schema is within
   * OpenAI's strict subset.
   */
  @Metadata(description = "Whether the JSON schema is enforced", javaType = "Boolean")
  public static final String JSON_SCHEMA_STRICT = "CamelOpenAIJsonSchemaStrict";

  private OpenAIConstants() {}
}
