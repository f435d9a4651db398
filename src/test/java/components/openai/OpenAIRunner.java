package components.openai;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.impl.DefaultCamelContext;

/** A bare Camel context and a fake OpenAI for one test. */
final class OpenAIRunner implements AutoCloseable {

  final FakeOpenAI openai = new FakeOpenAI();
  final CamelContext context = new DefaultCamelContext();

  OpenAIRunner() throws Exception {
    OpenAIComponent component = context.getComponent("openai", OpenAIComponent.class);
    component.setApiKey("sk-test");
    component.setBaseUrl(openai.baseUrl());
    component.setModel("gpt-4.1-nano");
    component.setEmbeddingModel("text-embedding-3-small");
    context.start();
  }

  /** Sends a body with headers to an endpoint; a failure stands on the exchange. */
  Exchange send(String uri, Object body, Map<String, Object> headers) {
    return context
        .createFluentProducerTemplate()
        .to(uri)
        .withBody(body)
        .withHeaders(headers)
        .send();
  }

  Exchange send(String uri, Object body) {
    return send(uri, body, Map.of());
  }

  static Throwable failure(Exchange exchange) {
    return exchange.getException() != null
        ? exchange.getException()
        : exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
  }

  @Override
  public void close() throws Exception {
    context.stop();
    openai.close();
  }
}
