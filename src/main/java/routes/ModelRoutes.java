package routes;

import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import components.openai.OpenAIConstants;
import components.openai.OpenAIOperations;
import hub.llm.EmbeddingCalls;
import hub.llm.LlmSettings;
import hub.llm.PaidCall;
import hub.llm.PaidCalls;
import hub.outages.Breakers;
import hub.outages.Breakers.Rule;
import hub.outages.Guarded;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * A question becomes a paid answer, texts become paid vectors: held before the call, settled after it. Failures go back to the
 * job that asked, so the queue alone retries.
 */
@Component
public class ModelRoutes extends RouteBuilder {
  /** Each probe may be billed. */
  private static final int PROBES = 1;

  private final PaidCalls calls;
  private final EmbeddingCalls embeddings;
  private final LlmSettings settings;
  private final Breakers breakers;

  public ModelRoutes(PaidCalls calls, EmbeddingCalls embeddings, LlmSettings settings, Breakers breakers) {
    this.calls = calls;
    this.embeddings = embeddings;
    this.settings = settings;
    this.breakers = breakers;
  }

  @Override
  public void configure() {
    LlmSettings.Breaker rule = settings.breaker();
    getContext().getRegistry().bind(
        "openai-breaker",
        breakers.of(Guarded.OPENAI, new Rule(rule.failures(), rule.calls(), rule.pause(), rule.longestPause(), PROBES)));

    from("direct:ask-model").routeId("ask-model")
        .errorHandler(noErrorHandler())
        .bean(calls, "prepare").id("hold-worst-case")
        .choice().when(body().isInstanceOf(PaidCall.class))
            .to("direct:call-model")
        .end();

    from("direct:embed-texts").routeId("embed-texts")
        .errorHandler(noErrorHandler())
        .setProperty(EmbeddingRequest.TEXTS, body())
        .bean(embeddings, "prepare").id("hold-for-vectors")
        .choice().when(body().isInstanceOf(PaidCall.class))
            .to("direct:call-model")
        .end();

    from("direct:call-model").routeId("call-model")
        .errorHandler(noErrorHandler())
        .setProperty(ModelRequest.PAID_CALL, body())
        .doTry()
            .to("direct:send-to-model")
        .doCatch(Exception.class)
            .setBody(exchangeProperty(Exchange.EXCEPTION_CAUGHT))
        .end()
        .choice()
            .when(body().isInstanceOf(ChatCompletion.class))
                .bean(calls, "answered(${exchangeProperty.paidCall}, ${body})").id("settle")
            .when(body().isInstanceOf(CreateEmbeddingResponse.class))
                .bean(embeddings, "answered(${exchangeProperty.paidCall}, ${exchangeProperty.texts}, ${body})").id("settle-vectors")
            .otherwise()
                .bean(calls, "failed(${exchangeProperty.paidCall}, ${body})").id("release-or-doubt")
        .end();

    from("direct:send-to-model").routeId("send-to-model")
        .errorHandler(noErrorHandler())
        .circuitBreaker().id("openai-breaker")
            .resilience4jConfiguration()
                .circuitBreaker("openai-breaker")
                .throwExceptionWhenHalfOpenOrOpenState(true)
            .end()
            .bean(calls, "leaving(${exchangeProperty.paidCall})").id("mark-sent")
            .choice()
                .when(exchangeProperty(EmbeddingRequest.TEXTS).isNotNull())
                    .to("direct:openai-embeddings")
                .otherwise()
                    .to("direct:openai-chat")
            .end()
        .end();

    operation("openai-chat", new ModelRequest(), OpenAIOperations.CHAT_COMPLETION, "openai");
    operation("openai-embeddings", new EmbeddingRequest(), OpenAIOperations.EMBEDDINGS, "openai-vectors");
  }

  /**
   * What is refused says nothing about the vendor's health, so the breaker does not see it fail.
   * (Told to ignore an exception, Camel's breaker would swallow it.)
   */
  private void operation(String id, Processor request, OpenAIOperations operation, String step) {
    from("direct:" + id).routeId(id)
        .errorHandler(noErrorHandler())
        .process(request)
        .doTry()
            .process(new ModelDoors(getContext(), settings, operation)).id(step)
            .setBody(exchangeProperty(OpenAIConstants.RESPONSE))
        .doCatch(
            BadRequestException.class, UnauthorizedException.class, PermissionDeniedException.class,
            NotFoundException.class, UnprocessableEntityException.class, RateLimitException.class)
            .setBody(exchangeProperty(Exchange.EXCEPTION_CAUGHT))
        .end();
  }
}
