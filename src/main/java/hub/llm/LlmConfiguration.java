package hub.llm;

import hub.Mode;
import hub.web.Vendor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LlmConfiguration {
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

      @Override
      public @Nullable String trouble() {
        return access.now().trouble();
      }
    };
  }

  /** Before the first job can ask. */
  @Bean
  SmartInitializingSingleton rememberLiveModel(ConfiguredModels models) {
    return models::rememberEnvironment;
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
