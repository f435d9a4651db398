package hub.reddit;

import hub.TestDatabase;
import hub.sources.Rechecks;
import hub.sources.Stops;
import hub.sources.TestTexts;
import hub.sources.Texts;
import hub.vendors.TestVendors;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The room's real beans on a test database, without Spring. */
public final class TestReddit {
  public final RedditAccounts accounts;
  public final Stops stops = new Stops();
  public final Turns turns;
  public final Tokens tokens;
  public final Answers answers;
  public final TestTexts texts;
  public final Journeys journeys;
  public final Rechecks rechecks;
  public final RedditRechecks redditRechecks;

  public TestReddit(TestDatabase database, Clock clock, RedditSettings settings) {
    accounts = new RedditAccounts(settings, TestVendors.on(database, clock));
    turns =
        new Turns(
            accounts,
            settings,
            stops,
            new Buckets(database.dataSource(), settings, clock),
            new Windows(database.jdbc(), clock));
    tokens = new Tokens(clock, settings, stops);
    answers = new Answers(turns, stops, settings, clock);
    texts = TestTexts.on(database, clock);
    journeys = new Journeys(texts.texts);
    rechecks = texts.rechecks(database, clock);
    redditRechecks = new RedditRechecks(rechecks);
  }

  public Texts texts() {
    return texts.texts;
  }

  /** Settings whose live Reddit is at this address, with as many apps as wanted. */
  public static RedditSettings settings(URI reddit, int requestsPerMinute, String... clientIds) {
    return new RedditSettings(
        reddit,
        URI.create(reddit + "/api/v1/access_token"),
        List.of(clientIds).stream().map(id -> new RedditAccess.App(id, "secret-of-" + id)).toList(),
        "",
        "TestUser",
        requestsPerMinute,
        0,
        10,
        Duration.ofSeconds(2),
        Duration.ofMinutes(1),
        Duration.ofSeconds(30));
  }
}
