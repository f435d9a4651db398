package routes;

import hub.Mode;
import hub.TestDatabase;
import hub.reddit.ReplayServer;
import hub.sources.CollectCommunity;
import hub.sources.CollectThread;
import hub.sources.Collected;
import hub.sources.NewText;
import hub.sources.TestForums;
import hub.sources.Text;
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

/** A forum's real flow on a bare Camel, before a server that replays, behind a real database. */
final class ForumRig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  static final UUID ANALYSIS = UUID.fromString("00000000-0000-7000-8000-00000000000b");

  final ReplayServer server = new ReplayServer();
  final DefaultCamelContext camel = new DefaultCamelContext();
  final TestForums forums;
  volatile Instant now = NOW;

  /**
   * @param words the forums that are configured
   * @param flows their files
   */
  ForumRig(TestDatabase database, List<String> words, String... flows) {
    database.asOwner().sql("truncate forum_text").update();
    Clock clock = ((java.time.InstantSource) () -> now).withZone(ZoneOffset.UTC);
    forums = new TestForums(database, clock, server.address(), words.toArray(String[]::new));
    try {
      start(flows);
    } catch (Exception e) {
      throw new IllegalStateException("The routes did not start", e);
    }
  }

  private void start(String... flows) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("hub.sources.connect-timeout", "2000");
    properties.setProperty("hub.sources.response-timeout", "2000");
    properties.setProperty("flow.hacker-news.requests-per-minute", "100000");
    properties.setProperty("flow.hacker-news.pages", "3");
    camel.getPropertiesComponent().setInitialProperties(properties);
    camel.addRoutes(new FailureRoutes());
    camel.addRoutes(new ForumRoutes(forums.journeys, forums.answers));
    for (String flow : flows) {
      PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, flow));
    }
    camel.start();
  }

  Collected posts(String forum, String topic) {
    return ask(
        "direct:collect-forum",
        new CollectCommunity(
            TestDatabase.WORKSPACE,
            ANALYSIS,
            Mode.LIVE,
            forum,
            topic,
            NOW.minusSeconds(86_400L * 365),
            true));
  }

  Collected thread(long postId, int most) {
    return ask(
        "direct:collect-forum-thread",
        new CollectThread(TestDatabase.WORKSPACE, ANALYSIS, Mode.LIVE, postId, most, true));
  }

  /** Stores a post as the forum's flow would have, and answers its id. */
  long storedPost(String forum, String name) {
    NewText post =
        new NewText(
            forum,
            name,
            name,
            null,
            forum,
            "somebody",
            "A post",
            "",
            NOW,
            1,
            0,
            null,
            NewText.Status.PRESENT,
            Set.of());
    return forums
        .texts
        .store(TestDatabase.WORKSPACE, Mode.LIVE, forum + "-posts", List.of(post))
        .ids()
        .getFirst();
  }

  List<NewText> texts(Collected collected) {
    return forums.texts.byIds(TestDatabase.WORKSPACE, collected.ids()).stream()
        .map(Text::text)
        .toList();
  }

  private Collected ask(String route, Object body) {
    try (var template = camel.createProducerTemplate()) {
      return template.requestBody(route, body, Collected.class);
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    camel.stop();
    server.close();
  }
}
