package routes;

import com.fasterxml.jackson.databind.JsonNode;
import hub.integration.Flow;
import hub.integration.FlowClosed;
import hub.reddit.CommunityHarvest;
import hub.reddit.Journeys;
import hub.reddit.ListingWalk;
import hub.reddit.ThreadWalk;
import hub.reddit.Walk;
import hub.sources.CollectCommunity;
import hub.sources.CollectThread;
import hub.sources.NewText;
import hub.sources.SourceTrouble;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a collection job asks for: a community's posts, or a post's thread. Which listings are read
 * and which posts are kept is the flow's: {@code routes/reddit-posts.camel.yaml}.
 */
@Component
class CollectRoutes extends RouteBuilder {
  private final Journeys journeys;

  CollectRoutes(Journeys journeys) {
    this.journeys = journeys;
  }

  @Override
  public void configure() {
    from("direct:collect-community").routeId("collect-community").routeConfigurationId("leave-to-the-queue")
        .choice()
            .when().body(CollectCommunity.class, Journeys::namesAForum)
                .to("direct:collect-forum").id("read-a-forum").endChoice()
            .otherwise()
                .to("direct:collect-subreddit").id("read-a-subreddit")
        .end();

    from("direct:collect-subreddit").routeId("collect-subreddit").routeConfigurationId("leave-to-the-queue")
        .setProperty("harvest").body(CollectCommunity.class, journeys::begin)
        .doTry()
            .to("direct:flow-reddit-posts").id("follow-the-flow")
        .doCatch(Exception.class)
            .process(CollectRoutes::tellTheTrouble)
        .end()
        .transform(exchangeProperty("harvest"))
        .transform().body(CommunityHarvest.class, CommunityHarvest::collected)
        .process(exchange -> Carried.readBy(exchange, CommunityHarvest.FLOW));

    // The flow comes here with each listing it names.
    from("direct:flow-reddit-listing").routeId("reddit-listing").routeConfigurationId("leave-to-the-queue")
        .transform().exchange(CollectRoutes::follow)
        .setProperty("walk", body())
        .loopDoWhile(CollectRoutes::goesOn).id("each-page")
            .enrich("direct:reddit-walk-on", CollectRoutes::takeIn).id("read-page")
            .split().body(ListingWalk.class, ListingWalk::posts).stopOnException()
                .setProperty("post", body())
                .process(CollectRoutes::tellOfPost)
                .to("direct:flow-reddit-posts-keep").id("decide-on-post")
            .end()
            .transform().body(ListingWalk.class, ListingWalk::store).id("store-page")
        .end();

    // The flow comes here for each post it keeps.
    from("direct:flow-keep-post").routeId("keep-post").routeConfigurationId("leave-to-the-queue")
        .process(CollectRoutes::keep);

    from("direct:collect-thread").routeId("collect-thread").routeConfigurationId("leave-to-the-queue")
        .choice()
            .when().body(CollectThread.class, journeys::isUploaded)
                .transform().body(CollectThread.class, journeys::uploaded).endChoice()
            .when().body(CollectThread.class, journeys::isFromAForum)
                .to("direct:collect-forum-thread").id("read-a-forums-thread").endChoice()
            .otherwise()
                .transform().body(CollectThread.class, journeys::begin)
                .loopDoWhile(CollectRoutes::goesOn).id("each-part")
                    .enrich("direct:reddit-walk-on", CollectRoutes::takeIn).id("read-part")
                .end()
                .transform().body(ThreadWalk.class, ThreadWalk::store).id("store-thread")
        .end();

    from("direct:reddit-walk-on").routeId("reddit-walk-on").routeConfigurationId("leave-to-the-queue")
        .transform().body(Walk.class, Walk::next)
        .to("direct:ask-reddit").id("ask-reddit-for-more");
  }

  private static ListingWalk follow(Exchange exchange) {
    Integer place = exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class);
    return Carried.property(exchange, "harvest", CommunityHarvest.class)
        .follow(Carried.body(exchange.getMessage(), String.class), place == null ? 0 : place);
  }

  /** A loop asks once more after a failure; the body is no walk then, and the failure must stay. */
  private static boolean goesOn(Exchange exchange) {
    return !exchange.isFailed() && Carried.body(exchange.getMessage(), Walk.class).goesOn();
  }

  /** Camel may call an aggregation with nothing on either side, but not to enrich. */
  private static Exchange takeIn(@Nullable Exchange asking, @Nullable Exchange answer) {
    Exchange walk = Objects.requireNonNull(asking, "enriched without an exchange");
    Message read = Objects.requireNonNull(answer, "enriched without an answer").getMessage();
    Carried.body(walk.getMessage(), Walk.class).read(Carried.body(read, JsonNode.class));
    return walk;
  }

  private static void keep(Exchange exchange) {
    Carried.property(exchange, "walk", ListingWalk.class).keep(Carried.property(exchange, "post", NewText.class));
  }

  /** A flow gets a map to read from, and cannot change the post by it. */
  private static void tellOfPost(Exchange exchange) {
    NewText post = Carried.property(exchange, "post", NewText.class);
    exchange.getMessage().setBody(Carried.property(exchange, "walk", ListingWalk.class).told(post));
  }

  /** Listings are followed side by side; what stopped one of them is told as it was, not as a failed split. */
  private static void tellTheTrouble(Exchange exchange) throws Exception {
    Exception caught = Carried.property(exchange, Exchange.EXCEPTION_CAUGHT, Exception.class);
    FlowClosed closed = org.apache.camel.util.ObjectHelper.getException(FlowClosed.class, caught);
    if (closed != null) {
      throw Carried.property(exchange, "harvest", CommunityHarvest.class).closed(closed.state() == Flow.State.SUSPENDED);
    }
    SourceTrouble trouble = org.apache.camel.util.ObjectHelper.getException(SourceTrouble.class, caught);
    throw trouble != null ? trouble : caught;
  }
}
