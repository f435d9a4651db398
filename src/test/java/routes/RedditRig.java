package routes;

import hub.Mode;
import hub.TestDatabase;
import hub.outages.Breakers;
import hub.reddit.RedditSettings;
import hub.reddit.ReplayServer;
import hub.reddit.TestReddit;
import hub.sources.CollectCommunity;
import hub.sources.CollectThread;
import hub.sources.Collected;
import hub.sources.NewText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The real routes of collection on a bare Camel, before a Reddit that replays, behind a real
 * database.
 */
final class RedditRig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  static final UUID ANALYSIS = UUID.fromString("00000000-0000-7000-8000-00000000000a");

  final ReplayServer server = new ReplayServer();
  final DefaultCamelContext camel = new DefaultCamelContext();
  private final Breakers breakers;
  final TestReddit reddit;
  private final TestDatabase database;
  volatile Instant now = NOW;

  private RedditRig(TestDatabase database, int requestsPerMinute, String... apps) {
    this.database = database;
    database
        .asOwner()
        .sql("truncate forum_text, text_recheck, reddit_bucket, reddit_window")
        .update();
    RedditSettings settings = TestReddit.settings(server.address(), requestsPerMinute, apps);
    Clock clock = ((java.time.InstantSource) () -> now).withZone(ZoneOffset.UTC);
    reddit = new TestReddit(database, clock, settings);
    breakers = new Breakers(database.jdbc(), clock);
  }

  /** With one app and no limit. */
  static RedditRig start(TestDatabase database) {
    return start(database, 0, "app-one");
  }

  static RedditRig start(TestDatabase database, int requestsPerMinute, String... apps) {
    try {
      RedditRig rig = new RedditRig(database, requestsPerMinute, apps);
      rig.start();
      return rig;
    } catch (Exception e) {
      throw new IllegalStateException("The routes did not start", e);
    }
  }

  private void start() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("hub.sources.recheck-every", "1h");
    properties.setProperty("hub.reddit.connect-timeout", "2000");
    properties.setProperty("hub.reddit.response-timeout", "2000");
    properties.setProperty("flow.reddit-posts.listings-per-minute", "100000");
    camel.getPropertiesComponent().setInitialProperties(properties);
    camel.addRoutes(new FailureRoutes());
    camel.addRoutes(new RedditRoutes(reddit.turns, reddit.tokens, reddit.answers, breakers));
    camel.addRoutes(new CollectRoutes(reddit.journeys));
    camel.addRoutes(
        new RecheckRoutes(reddit.rechecks, reddit.redditRechecks, List.of(reddit.redditRechecks)));
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            ResourceHelper.resolveResource(camel, "classpath:routes/reddit-posts.camel.yaml"));
    camel.start();
  }

  Collected collectCommunity(String community) {
    return ask(
        "direct:collect-community",
        new CollectCommunity(
            TestDatabase.WORKSPACE,
            ANALYSIS,
            Mode.LIVE,
            community,
            "manual work",
            Instant.EPOCH,
            true));
  }

  Collected collectThread(long postId, int most) {
    return ask(
        "direct:collect-thread",
        new CollectThread(TestDatabase.WORKSPACE, ANALYSIS, Mode.LIVE, postId, most, true));
  }

  /** Stores a post as a listing would have, and answers its id. */
  long storedPost(String name) {
    NewText post =
        new NewText(
            "reddit",
            name,
            name,
            null,
            "TestSubreddit",
            "TestUser",
            "A post",
            "",
            NOW,
            1,
            0,
            null,
            NewText.Status.PRESENT,
            Set.of());
    return reddit
        .texts()
        .store(TestDatabase.WORKSPACE, Mode.LIVE, "reddit-posts", List.of(post))
        .ids()
        .getFirst();
  }

  <T> T ask(String route, Object body, Class<T> type) {
    try (var template = camel.createProducerTemplate()) {
      return template.requestBody(route, body, type);
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Collected ask(String route, Object body) {
    return ask(route, body, Collected.class);
  }

  int stored(String condition) {
    return database
        .asOwner()
        .sql("select count(*) from forum_text where " + condition)
        .query(Integer.class)
        .single();
  }

  static Path flow() {
    return Path.of("src/main/resources/routes/reddit-posts.camel.yaml");
  }

  @Override
  public void close() {
    camel.stop();
    server.close();
  }
}
