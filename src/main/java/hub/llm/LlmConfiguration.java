package hub.llm;

import hub.Mode;
import hub.sandbox.Sandbox;
import hub.web.Vendor;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LlmConfiguration {
  private static final String SANDBOX_JUDGE = "sandbox-judge-1";
  private static final String SANDBOX_EMBEDDINGS = "sandbox-embed-1";

  @Bean
  ModelAccess modelAccess(LlmSettings settings, Sandbox sandbox) {
    return settings.apiKey().isBlank()
        ? new ModelAccess(
            Mode.SANDBOX,
            sandbox.openaiUrl(),
            sandbox.secrets().openaiKey(),
            SANDBOX_JUDGE,
            SANDBOX_EMBEDDINGS)
        : new ModelAccess(
            Mode.LIVE,
            settings.baseUrl(),
            settings.apiKey(),
            settings.model(),
            settings.embeddingModel());
  }

  @Bean
  Vendor openaiVendor(ModelAccess access) {
    return new Vendor() {
      @Override
      public String name() {
        return "OpenAI";
      }

      @Override
      public Mode mode() {
        return access.mode();
      }
    };
  }

  /** The first start takes the list in the jar; later versions are the administrator's. */
  @Bean
  SmartInitializingSingleton listPrices(Prices prices) {
    return () -> {
      ListPrices list = ListPrices.read();
      prices.publish(list.effectiveFrom(), list.source(), null, list.models());
    };
  }
}
