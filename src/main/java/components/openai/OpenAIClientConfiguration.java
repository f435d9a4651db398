package components.openai;

import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.jspecify.annotations.Nullable;

/** Options of an endpoint that say where its calls go, with which key, and how patiently. */
@UriParams
public abstract class OpenAIClientConfiguration {

  static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";

  @UriParam(
      secret = true,
      security = "secret",
      description =
          "Key; without it the component's, then OPENAI_API_KEY, then the system property"
              + " openai.api.key")
  private @Nullable String apiKey;

  @UriParam(defaultValue = DEFAULT_BASE_URL, description = "Where the API lives")
  private String baseUrl = DEFAULT_BASE_URL;

  @UriParam(
      prefix = "additionalHeader.",
      multiValue = true,
      secret = true,
      security = "secret",
      description = "HTTP headers sent with every call")
  private Map<String, Object> additionalHeader = Map.of();

  @UriParam(
      defaultValue = "2",
      description = "How often the SDK repeats a failed call; 0 means exactly one HTTP request")
  private int maxRetries = 2;

  @UriParam(
      defaultValue = "0",
      description = "Milliseconds for a whole call; 0 or less means the SDK's 10 minutes")
  private long requestTimeout;

  @UriParam(label = "security", description = "TLS settings")
  private @Nullable SSLContextParameters sslContextParameters;

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

  public Map<String, Object> getAdditionalHeader() {
    return additionalHeader;
  }

  public void setAdditionalHeader(Map<String, Object> additionalHeader) {
    this.additionalHeader = additionalHeader;
  }

  public int getMaxRetries() {
    return maxRetries;
  }

  public void setMaxRetries(int maxRetries) {
    this.maxRetries = maxRetries;
  }

  public long getRequestTimeout() {
    return requestTimeout;
  }

  public void setRequestTimeout(long requestTimeout) {
    this.requestTimeout = requestTimeout;
  }

  public @Nullable SSLContextParameters getSslContextParameters() {
    return sslContextParameters;
  }

  public void setSslContextParameters(@Nullable SSLContextParameters sslContextParameters) {
    this.sslContextParameters = sslContextParameters;
  }
}
