package routes;

import hub.Mode;
import hub.outages.Breakers;
import hub.outages.Breakers.Rule;
import hub.outages.Guarded;
import hub.reddit.Answers;
import hub.reddit.RedditAnswer;
import hub.reddit.RedditCall;
import hub.reddit.RedditRequest;
import hub.reddit.Tokens;
import hub.reddit.Turns;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/** One request to Reddit: wait for the turn, log in, send, read; a token that stopped working is renewed once. */
@Component
class RedditRoutes extends RouteBuilder {
  /** The address comes from the call. Redirects are not followed: no token may go to another host. */
  private static final String HTTP =
      "http:reddit?throwExceptionOnFailure=false&followRedirects=false&copyHeaders=false"
          + "&headerFilterStrategy=#reddit-headers&httpClientConfigurer=#sends-once&connectionsPerRoute=64&maxTotalConnections=128"
          + "&connectTimeout={{hub.reddit.connect-timeout}}&responseTimeout={{hub.reddit.response-timeout}}";

  private static final Rule WHEN_DOWN = new Rule(50, 10, Duration.ofSeconds(15), Duration.ofMinutes(2), 2);

  private final Turns turns;
  private final Tokens tokens;
  private final Answers answers;
  private final Breakers breakers;

  RedditRoutes(Turns turns, Tokens tokens, Answers answers, Breakers breakers) {
    this.breakers = breakers;
    this.turns = turns;
    this.tokens = tokens;
    this.answers = answers;
  }

  @Override
  public void configure() {
    getContext().getRegistry().bind("reddit-headers", new AnswerHeaders());
    getContext().getRegistry().bind("sends-once", (HttpClientConfigurer) RedditRoutes::sendOnce);
    ProducerTemplate desk = getContext().createProducerTemplate();

    from("direct:ask-reddit").routeId("ask-reddit").routeConfigurationId("leave-to-the-queue")
        .transform().body(RedditRequest.class, turns::take).id("take-turn")
        .delay().body(RedditCall.class, RedditCall::waitMillis).syncDelayed().id("wait-for-turn")
        .transform().body(RedditCall.class, call -> tokens.logIn(call, other -> logIn(desk, other))).id("log-in")
        .setProperty("call", body())
        .toD("direct:send-to-reddit-${body.mode.word}").id("send")
        .choice()
            .when().body(RedditAnswer.class, RedditAnswer::isUnauthorized)
                .setBody(exchangeProperty("call"))
                .transform().body(RedditCall.class, call -> tokens.logIn(call, other -> logIn(desk, other))).id("log-in-again")
                .setProperty("call", body())
                .toD("direct:send-to-reddit-${body.mode.word}").id("send-again")
        .end()
        .bean(answers, "read(${exchangeProperty.call}, ${body})").id("read-answer");

    for (Mode mode : Mode.values()) {
      getContext().getRegistry().bind(
          "reddit-breaker-" + mode.word(), breakers.of(mode == Mode.LIVE ? Guarded.REDDIT_LIVE : Guarded.REDDIT_SANDBOX, WHEN_DOWN));
      from("direct:send-to-reddit-" + mode.word()).routeId("send-to-reddit-" + mode.word()).routeConfigurationId("leave-to-the-queue")
          .setProperty("call", body())
          .circuitBreaker().id("reddit-breaker-" + mode.word())
              .resilience4jConfiguration()
                  .circuitBreaker("reddit-breaker-" + mode.word())
              .end()
              .to("direct:http-to-reddit")
              .bean(answers, "unlessDown(${exchangeProperty.call}, ${body})")
          .onFallback()
              .bean(answers, "unanswered(${exchangeProperty.call}, ${exception})")
          .end();
    }

    from("direct:http-to-reddit").routeId("http-to-reddit").routeConfigurationId("leave-to-the-queue")
        .removeHeaders("*")
        .setHeader(Exchange.HTTP_METHOD).body(RedditCall.class, RedditCall::method)
        .setHeader(Exchange.HTTP_URI).body(RedditCall.class, RedditCall::address)
        .setHeader(Exchange.HTTP_QUERY).body(RedditCall.class, RedditCall::query)
        .setHeader("Authorization").body(RedditCall.class, RedditCall::authorization)
        .setHeader("User-Agent").body(RedditCall.class, RedditCall::userAgent)
        .setHeader(Exchange.CONTENT_TYPE, constant("application/x-www-form-urlencoded"))
        .setBody().body(RedditCall.class, RedditCall::form)
        .to(HTTP).id("reddit-http")
        .transform().message(RedditRoutes::answer)
        .removeHeaders("*");

    from("direct:log-in-to-reddit").routeId("log-in-to-reddit").routeConfigurationId("leave-to-the-queue")
        .removeHeaders("*")
        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
        .setHeader(Exchange.HTTP_URI).body(RedditCall.class, RedditCall::tokenAddress)
        .setHeader("Authorization").body(RedditCall.class, RedditCall::basicAuthorization)
        .setHeader("User-Agent").body(RedditCall.class, RedditCall::userAgent)
        .setHeader(Exchange.CONTENT_TYPE, constant("application/x-www-form-urlencoded"))
        .setBody(constant("grant_type=client_credentials"))
        .to(HTTP).id("reddit-token-http")
        .transform().message(RedditRoutes::answer)
        .removeHeaders("*");
  }

  /** By itself the client would send again after a 429 or 503, which takes turns that nobody counted. */
  static void sendOnce(HttpClientBuilder client) {
    client.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement().disableAuthCaching();
  }

  private RedditAnswer logIn(ProducerTemplate desk, RedditCall call) {
    Exchange exchange = desk.request("direct:log-in-to-reddit", asked -> asked.getMessage().setBody(call));
    return exchange.isFailed()
        ? answers.unanswered(call, exchange.getException())
        : Carried.body(exchange.getMessage(), RedditAnswer.class);
  }

  private static RedditAnswer answer(Message message) {
    Map<String, String> headers = new HashMap<>();
    for (String name : AnswerHeaders.READ) {
      String value = message.getHeader(name, String.class);
      if (value != null) {
        headers.put(name, value);
      }
    }
    byte[] body = message.getBody(byte[].class);
    Integer code = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    return new RedditAnswer(code == null ? 0 : code, headers, body == null ? new byte[0] : body);
  }
}
