package routes;

import com.fasterxml.jackson.databind.JsonNode;
import hub.reddit.RedditRechecks;
import hub.sources.CollectThread;
import hub.sources.Recheck;
import hub.sources.Rechecked;
import hub.sources.Rechecks;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Texts are confirmed at their source before their time is over, or lose their words: each source that declares how it is
 * asked, one after the other. What keeps one from answering leaves the others alone; it is asked again at the next tick.
 */
@Component
class RecheckRoutes extends RouteBuilder {
  private static final int MOST_COMMENTS = 10_000;

  /** A re-check belongs to no analysis. */
  private static final UUID NONE = new UUID(0, 0);

  private final Rechecks rechecks;
  private final RedditRechecks reddit;
  private final List<Rechecked> sources;

  RecheckRoutes(Rechecks rechecks, RedditRechecks reddit, List<Rechecked.Declared> declared) {
    this.rechecks = rechecks;
    this.reddit = reddit;
    this.sources = declared.stream().flatMap(each -> each.rechecked().stream()).toList();
  }

  @Override
  public void configure() {
    ProducerTemplate desk = getContext().createProducerTemplate();

    from("timer:recheck-texts?delay={{hub.sources.recheck-every}}&period={{hub.sources.recheck-every}}").routeId("recheck-texts").routeConfigurationId("try-again-next-time")
        .to("direct:recheck-sources");

    from("direct:recheck-sources").routeId("recheck-sources").routeConfigurationId("leave-to-the-queue")
        .setBody(constant(sources))
        .split(body())
            .to("direct:recheck-source").id("each-source")
        .end();

    from("direct:recheck-source").routeId("recheck-source").routeConfigurationId("leave-to-the-queue")
        .process(exchange -> exchange.setProperty("trouble", trouble(desk, Carried.body(exchange.getMessage(), Object.class)))).id("until-none-is-due")
        .filter(exchangeProperty("trouble").isNotNull())
            .log(LoggingLevel.INFO, "routes.recheck-source", "Texts of ${body.source} wait to be confirmed: ${exchangeProperty.trouble.message}")
        .end();

    from("direct:recheck-what-is-due").routeId("recheck-what-is-due").routeConfigurationId("leave-to-the-queue")
        .setProperty("source", body())
        .bean(rechecks, "next(${exchangeProperty.source})").id("first-due")
        .loopDoWhile(RecheckRoutes::goesOn)
            .toD("direct:recheck-by-${body.way}").id("ask-source")
            .bean(rechecks, "next(${exchangeProperty.source})").id("next-due")
        .end();

    from("direct:recheck-by-names").routeId("recheck-by-names").routeConfigurationId("leave-to-the-queue")
        .setProperty("recheck", body())
        .transform().body(Recheck.class, RedditRechecks::request)
        .to("direct:ask-reddit").id("ask-reddit-for-names")
        .process(this::read).id("take-in-answer");

    // The journey stores what it reads, and so confirms it.
    from("direct:recheck-by-thread").routeId("recheck-by-thread").routeConfigurationId("leave-to-the-queue")
        .transform().body(Recheck.class, RecheckRoutes::thread)
        .to("direct:collect-forum-thread").id("read-thread-again");
  }

  /** On an exchange of its own: what left a circuit breaker's fallback cannot be caught by a route on the same one. */
  private static @Nullable Exception trouble(ProducerTemplate desk, Object source) {
    return desk.request("direct:recheck-what-is-due", asked -> asked.getMessage().setBody(source)).getException();
  }

  private static boolean goesOn(Exchange exchange) {
    return !exchange.isFailed() && exchange.getMessage().getBody() instanceof Recheck recheck && !recheck.isEmpty();
  }

  private void read(Exchange exchange) {
    reddit.read(
        Carried.property(exchange, "recheck", Recheck.class), Carried.body(exchange.getMessage(), JsonNode.class));
  }

  private static CollectThread thread(Recheck asked) {
    return new CollectThread(asked.workspaceId(), NONE, asked.mode(), asked.post(), MOST_COMMENTS, false);
  }
}
