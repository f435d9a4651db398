package hub.sources;

import hub.TestDatabase;
import hub.sandbox.TestSandbox;
import java.net.URI;
import java.time.Clock;
import org.springframework.mock.env.MockEnvironment;

/** The room's real beans for forums on a test database, without Spring. */
public final class TestForums {
  public final ForumJourneys journeys;
  public final ForumAnswers answers;
  public final Texts texts;

  /** Forums of which each is asked at this address in live analyses. */
  public TestForums(TestDatabase database, Clock clock, URI address, String... words) {
    texts = TestTexts.on(database, clock).texts;
    journeys = new ForumJourneys(at(address, words), texts, clock);
    answers = new ForumAnswers(clock);
  }

  /** Forums alone, each at this address in live analyses. */
  public static Forums at(URI address, String... words) {
    MockEnvironment environment = new MockEnvironment();
    environment.setProperty("hub.sources.forums", String.join(",", words));
    for (String word : words) {
      environment.setProperty("hub.sources." + word + ".address", address + "/api/v1");
    }
    return new Forums(environment, TestSandbox.none());
  }
}
