package routes;

import hub.integration.Flow;
import hub.integration.FlowClosed;
import hub.sources.CollectCommunity;
import hub.sources.CollectThread;
import hub.sources.ForumAnswers;
import hub.sources.ForumAnswers.Answer;
import hub.sources.ForumHarvest;
import hub.sources.ForumJourneys;
import hub.sources.SourceTrouble;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExpressionEvaluationException;
import org.apache.camel.Message;
import org.apache.camel.RuntimeExpressionException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.ValidationException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.util.ObjectHelper;
import org.springframework.stereotype.Component;

/**
 * What the flows of forums stand on, whichever forum it is. A flow {@code flow-<word>-posts} or {@code
 * flow-<word>-thread} is called with what is wanted in variables; it asks by {@code direct:flow-ask-forum} and
 * hands on what it keeps by {@code direct:flow-keep-text}. docs/forums.md is for those who write one.
 */
@Component
class ForumRoutes extends RouteBuilder {
  /** The address comes from the forum. Redirects are not followed: they could lead anywhere. */
  private static final String HTTP =
      "http:forum?throwExceptionOnFailure=false&followRedirects=false&copyHeaders=false&disableStreamCache=true"
          + "&headerFilterStrategy=#forum-headers&httpClientConfigurer=#forum-sends-once"
          + "&connectTimeout={{hub.sources.connect-timeout}}&responseTimeout={{hub.sources.response-timeout}}";

  /** What steps say to an answer that has not the form they expect. */
  private static final Set<Class<? extends Throwable>> MISREAD =
      Set.of(ValidationException.class, RuntimeExpressionException.class, ExpressionEvaluationException.class, TypeConversionException.class);

  private final ForumJourneys journeys;
  private final ForumAnswers answers;

  ForumRoutes(ForumJourneys journeys, ForumAnswers answers) {
    this.journeys = journeys;
    this.answers = answers;
  }

  @Override
  public void configure() {
    getContext().getRegistry().bind("forum-headers", new AnswerHeaders());
    getContext().getRegistry().bind("forum-sends-once", (HttpClientConfigurer) RedditRoutes::sendOnce);

    from("direct:collect-forum").routeId("collect-forum").routeConfigurationId("leave-to-the-queue")
        .setProperty("harvest").body(CollectCommunity.class, journeys::begin)
        .setProperty("flow", constant("posts"))
        .to("direct:follow-forum").id("read-forum");

    from("direct:collect-forum-thread").routeId("collect-forum-thread").routeConfigurationId("leave-to-the-queue")
        .setProperty("harvest").body(CollectThread.class, journeys::begin)
        .setProperty("flow", constant("thread"))
        .to("direct:follow-forum").id("read-forum-thread");

    from("direct:follow-forum").routeId("follow-forum").routeConfigurationId("leave-to-the-queue")
        .process(ForumRoutes::tellTheFlow)
        .doTry()
            .toD("direct:flow-${exchangeProperty.harvest.forum.word}-${exchangeProperty.flow}?block=false").id("follow-forums-flow")
        .doCatch(Exception.class)
            .process(this::tellTheTrouble)
        .end()
        .transform(exchangeProperty("harvest"))
        .transform().body(ForumHarvest.class, ForumHarvest::collected)
        .process(exchange -> Carried.readBy(exchange, harvest(exchange).forum().word()));

    // The flow comes here with what stands behind the forum's address: a path and its query.
    from("direct:flow-ask-forum").routeId("ask-forum").routeConfigurationId("leave-to-the-queue")
        .to("direct:send-to-forum").id("ask-for-data")
        .process(this::read).id("read-forums-answer")
        .removeHeaders("*");

    // The same where the answer is a feed, Atom or RSS.
    from("direct:flow-ask-feed").routeId("ask-feed").routeConfigurationId("leave-to-the-queue")
        .to("direct:send-to-forum").id("ask-for-feed")
        .process(this::readFeed).id("read-feed")
        .removeHeaders("*");

    from("direct:send-to-forum").routeId("send-to-forum").routeConfigurationId("leave-to-the-queue")
        .setProperty("asked", body())
        .removeHeaders("*")
        .setHeader(Exchange.HTTP_METHOD, constant("GET"))
        .setHeader(Exchange.HTTP_URI, simple("${exchangeProperty.harvest.forum.address}/${exchangeProperty.asked}"))
        .setHeader("User-Agent", constant("java:io.sluice:0.1.0"))
        .setBody(constant(null))
        .to(HTTP).id("forum-http");

    // The flow comes here with each text it keeps: a map, see docs/forums.md.
    from("direct:flow-keep-text").routeId("keep-text").routeConfigurationId("leave-to-the-queue")
        .process(exchange -> harvest(exchange).keep(exchange.getMessage().getBody()));
  }

  private static void tellTheFlow(Exchange exchange) {
    harvest(exchange).wanted().forEach(exchange::setVariable);
    exchange.getMessage().setBody(null);
  }

  private void read(Exchange exchange) {
    exchange.getMessage().setBody(answers.read(harvest(exchange), answer(exchange.getMessage())));
  }

  private void readFeed(Exchange exchange) {
    exchange.getMessage().setBody(answers.readFeed(harvest(exchange), answer(exchange.getMessage())));
  }

  private static Answer answer(Message message) {
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    try (InputStream body = message.getBody(InputStream.class)) {
      byte[] bytes = body == null ? new byte[0] : body.readNBytes(ForumAnswers.MOST_BYTES + 1);
      return new Answer(status == null ? 0 : status, message.getHeader("retry-after", String.class), bytes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * A flow is an integrator's, and what it reads a stranger's: what stops it is told as what it means for the analysis.
   * The rest is for the queue, a hub that is being stopped for instance.
   */
  private void tellTheTrouble(Exchange exchange) throws Exception {
    Exception caught = Carried.property(exchange, Exchange.EXCEPTION_CAUGHT, Exception.class);
    ForumHarvest harvest = harvest(exchange);
    IOException unanswered = ObjectHelper.getException(IOException.class, caught);
    if (isA(caught, SourceTrouble.class)) {
      throw ObjectHelper.getException(SourceTrouble.class, caught);
    } else if (unanswered != null || isA(caught, CallNotPermittedException.class)) {
      throw answers.unanswered(harvest, unanswered);
    } else if (isA(caught, FlowClosed.class)) {
      throw journeys.closed(harvest, ObjectHelper.getException(FlowClosed.class, caught).state() == Flow.State.SUSPENDED);
    } else if (isA(caught, DirectConsumerNotAvailableException.class)) {
      throw journeys.noFlow(harvest);
    } else if (MISREAD.stream().anyMatch(type -> isA(caught, type))) {
      journeys.misread(harvest);
    } else {
      throw caught;
    }
  }

  private static boolean isA(Exception caught, Class<? extends Throwable> type) {
    return ObjectHelper.getException(type, caught) != null;
  }

  private static ForumHarvest harvest(Exchange exchange) {
    return Carried.property(exchange, "harvest", ForumHarvest.class);
  }
}
