package components.openai;

import static org.apache.camel.util.PropertiesHelper.extractProperties;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * {@code openai:chat-completion} and {@code openai:embeddings} over OpenAI's SDK, with the options,
 * defaults and headers of Camel 4.22's own component, so that switching to that is a change of
 * dependency.
 *
 * <p><b>Left out</b>, and refused with an error that names it: the operations {@code responses},
 * {@code tool-execution} and {@code audio-*}; the options of tools and MCP servers, of the
 * Responses API and of audio; {@code oauthProfile}; the single {@code ssl*} options ({@code
 * sslContextParameters} serves).
 *
 * <p><b>Added</b>, and ignored by Camel's own: the headers {@link
 * OpenAIConstants#CLIENT_REQUEST_ID}, {@link OpenAIConstants#JSON_SCHEMA_NAME} and {@link
 * OpenAIConstants#JSON_SCHEMA_STRICT}; and {@link OpenAIConstants#RESPONSE} is a header as well as
 * an exchange property.
 *
 * <p>The SDK's exceptions ({@code com.openai.errors}) reach the route as they are, with the
 * response's headers. Redirects are never followed: they would carry the key and the prompt to
 * whatever host an answer names.
 */
@Component("openai")
public class OpenAIComponent extends DefaultComponent implements SSLContextParametersAware {

  @Metadata(description = "Key of all endpoints", secret = true, security = "secret")
  private @Nullable String apiKey;

  @Metadata(
      description = "Where the API of all endpoints lives",
      defaultValue = OpenAIClientConfiguration.DEFAULT_BASE_URL)
  private String baseUrl = OpenAIClientConfiguration.DEFAULT_BASE_URL;

  @Metadata(description = "Model of all chat completions")
  private @Nullable String model;

  @Metadata(description = "Model of all embeddings")
  private @Nullable String embeddingModel;

  @Metadata(
      label = "security",
      defaultValue = "false",
      description = "Whether the context's TLS settings are used")
  private boolean useGlobalSslContextParameters;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    LeftOut.refuseOptions(parameters.keySet());
    OpenAIConfiguration configuration = defaults();
    configuration.setAdditionalHeader(extractProperties(parameters, "additionalHeader."));
    configuration.setAdditionalBodyProperty(
        extractProperties(parameters, "additionalBodyProperty."));
    configuration.setAdditionalResponseHeader(
        extractProperties(parameters, "additionalResponseHeader."));
    setProperties(configuration, parameters);
    return new OpenAIEndpoint(uri, this, OpenAIOperations.named(remaining), configuration);
  }

  private OpenAIConfiguration defaults() {
    OpenAIConfiguration configuration = new OpenAIConfiguration();
    configuration.setApiKey(apiKey);
    configuration.setBaseUrl(baseUrl);
    configuration.setModel(model);
    configuration.setEmbeddingModel(embeddingModel);
    if (useGlobalSslContextParameters) {
      configuration.setSslContextParameters(retrieveGlobalSslContextParameters());
    }
    return configuration;
  }

  public @Nullable String getApiKey() {
    return apiKey;
  }

  public void setApiKey(@Nullable String apiKey) {
    this.apiKey = apiKey;
  }

  public String getBaseUrl() {
    return baseUrl;
  }

  public void setBaseUrl(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  public @Nullable String getModel() {
    return model;
  }

  public void setModel(@Nullable String model) {
    this.model = model;
  }

  public @Nullable String getEmbeddingModel() {
    return embeddingModel;
  }

  public void setEmbeddingModel(@Nullable String embeddingModel) {
    this.embeddingModel = embeddingModel;
  }

  @Override
  public boolean isUseGlobalSslContextParameters() {
    return useGlobalSslContextParameters;
  }

  @Override
  public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
    this.useGlobalSslContextParameters = useGlobalSslContextParameters;
  }
}
