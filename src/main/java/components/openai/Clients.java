package components.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.apache.camel.util.ObjectHelper;

/** Opens the SDK's clients as an endpoint's options say. */
final class Clients {

  private Clients() {}

  static OpenAIClient open(OpenAIClientConfiguration options, CamelContext context)
      throws Exception {
    OpenAIOkHttpClient.Builder builder =
        OpenAIOkHttpClient.builder()
            .apiKey(apiKey(options))
            .baseUrl(options.getBaseUrl())
            .maxRetries(options.getMaxRetries())
            // A redirect would carry key and prompt to whatever host the answer names.
            .followRedirects(false);
    if (options.getRequestTimeout() > 0) {
      builder.timeout(Duration.ofMillis(options.getRequestTimeout()));
    }
    options
        .getAdditionalHeader()
        .forEach(
            (name, value) -> {
              if (value != null) {
                builder.putHeader(name, value.toString());
              }
            });
    SSLContextParameters tls = options.getSslContextParameters();
    if (tls != null) {
      builder
          .sslSocketFactory(tls.createSSLContext(context).getSocketFactory())
          .trustManager(trusted(tls));
    }
    return builder.build();
  }

  private static String apiKey(OpenAIClientConfiguration options) {
    return Stream.of(
            options.getApiKey(),
            System.getenv("OPENAI_API_KEY"),
            System.getProperty("openai.api.key"))
        .filter(ObjectHelper::isNotEmpty)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "openai: has no key: set apiKey on the endpoint or the component,"
                        + " OPENAI_API_KEY, or the system property openai.api.key; any value does"
                        + " for a server that wants none"));
  }

  private static X509TrustManager trusted(SSLContextParameters tls) throws Exception {
    TrustManagersParameters named = tls.getTrustManagers();
    return Arrays.stream(named != null ? named.createTrustManagers() : jdkTrust())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "sslContextParameters of openai: trust nobody by X.509"));
  }

  private static TrustManager[] jdkTrust() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return factory.getTrustManagers();
  }
}
