package routes;

import com.openai.errors.OpenAIIoException;
import hub.llm.BatchDesk;
import hub.llm.BatchReply;
import hub.llm.BatchRequest;
import hub.llm.BatchWalk;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Questions that may be answered within a day go to OpenAI in batches: a file up, a batch made of it, looked at until it
 * ends, its results settled line by line, its files deleted.
 */
@Component
class EconomyRoutes extends RouteBuilder {
  /** The address comes from the request. Redirects are not followed: no key may go to another host. */
  private static final String HTTP =
      "http:openai?throwExceptionOnFailure=false&followRedirects=false&copyHeaders=false&disableStreamCache=true"
          + "&headerFilterStrategy=#batch-headers&httpClientConfigurer=#batch-sends-once"
          + "&connectTimeout=10000&responseTimeout={{hub.economy.response-timeout}}";

  private final BatchDesk desk;

  EconomyRoutes(BatchDesk desk) {
    this.desk = desk;
  }

  @Override
  public void configure() {
    getContext().getRegistry().bind("batch-headers", new AnswerHeaders());
    getContext().getRegistry().bind("batch-sends-once", (HttpClientConfigurer) RedditRoutes::sendOnce);

    from("timer:batches?delay={{hub.economy.tick}}&period={{hub.economy.tick}}").routeId("look-after-batches").routeConfigurationId("try-again-next-time")
        .to("direct:carry-on-batches");

    from("direct:carry-on-batches").routeId("carry-on-batches").routeConfigurationId("leave-to-the-queue")
        .bean(desk, "gather").id("gather-questions")
        .split(method(desk, "due")).id("each-batch")
            .to("direct:carry-on-batch")
        .end();

    from("direct:carry-on-batch").routeId("carry-on-batch").routeConfigurationId("leave-to-the-queue")
        .bean(desk, "take").id("take-batch")
        .filter(body().isInstanceOf(BatchWalk.class))
            .loopDoWhile(EconomyRoutes::goesOn).id("each-request")
                .enrich("direct:ask-about-batch", EconomyRoutes::takeIn).id("carry-on")
            .end()
            .bean(desk, "leave").id("leave-batch")
        .end();

    from("direct:ask-about-batch").routeId("ask-about-batch").routeConfigurationId("leave-to-the-queue")
        .transform().body(BatchWalk.class, BatchWalk::next)
        .doTry()
            .to("direct:send-about-batch")
        .doCatch(Exception.class)
            .transform().exchange(exchange -> BatchReply.none())
        .end();

    // What a batch is asked costs nothing, so it probes the vendor for the calls that do.
    from("direct:send-about-batch").routeId("send-about-batch").routeConfigurationId("leave-to-the-queue")
        .circuitBreaker().id("openai-batch-breaker")
            .resilience4jConfiguration()
                .circuitBreaker("openai-breaker")
                .throwExceptionWhenHalfOpenOrOpenState(true)
            .end()
            .to("direct:http-about-batch")
            .process(EconomyRoutes::unlessDown)
        .end();

    from("direct:http-about-batch").routeId("http-about-batch").routeConfigurationId("leave-to-the-queue")
        .removeHeaders("*")
        .setHeader(Exchange.HTTP_METHOD).body(BatchRequest.class, BatchRequest::method)
        .setHeader(Exchange.HTTP_URI).body(BatchRequest.class, BatchRequest::address)
        .setHeader(Exchange.HTTP_QUERY).body(BatchRequest.class, BatchRequest::query)
        .setHeader("Authorization").body(BatchRequest.class, BatchRequest::authorization)
        .setHeader(Exchange.CONTENT_TYPE).body(BatchRequest.class, BatchRequest::contentType)
        .transform().body(BatchRequest.class, BatchRequest::body)
        .to(HTTP).id("openai-batch-http")
        .transform().message(EconomyRoutes::reply)
        .removeHeaders("*");
  }

  /** A loop asks once more after a failure; the failure must stay. */
  private static boolean goesOn(Exchange exchange) {
    return !exchange.isFailed() && Carried.body(exchange.getMessage(), BatchWalk.class).goesOn();
  }

  /** Camel may call an aggregation with nothing on either side, but not to enrich. */
  private static Exchange takeIn(@Nullable Exchange asking, @Nullable Exchange answer) {
    Exchange walk = Objects.requireNonNull(asking, "enriched without an exchange");
    Message read = Objects.requireNonNull(answer, "enriched without an answer").getMessage();
    Carried.body(walk.getMessage(), BatchWalk.class).read(Carried.body(read, BatchReply.class));
    return walk;
  }

  /** The breaker sees that the vendor fails; the walk sees that nothing came. */
  private static void unlessDown(Exchange exchange) {
    int status = Carried.body(exchange.getMessage(), BatchReply.class).status();
    if (status >= 500) {
      throw new OpenAIIoException("OpenAI answered " + status);
    }
  }

  private static BatchReply reply(Message message) {
    byte[] body = message.getBody(byte[].class);
    Integer code = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    return new BatchReply(code == null ? 0 : code, body == null ? new byte[0] : body);
  }
}
