package hub.integration.check;

import hub.integration.FlowKind;
import hub.integration.FlowText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The check with the values that the hub ships. */
public final class TestChecks {
  private static final Map<String, String> VALUES =
      Map.of(
          "flow.hacker-news.pages", "3",
          "flow.hacker-news.requests-per-minute", "120",
          "flow.reddit-posts.listings-per-minute", "600",
          "flow.inbox.folder", "./data/inbox",
          "flow.inbox.looked-at-every", "5000",
          "flow.inbox.settles", "10000");

  public static final FlowValues VALUES_OF_THE_HUB = new Fixed();

  private static final Camel CAMEL = new Camel();

  public static final Completions COMPLETIONS = new ListedCompletions(VALUES_OF_THE_HUB, CAMEL);

  /** One for all tests: its schema takes a second to read. */
  public static final FlowCheck CHECK =
      new CheckedFlows(
          VALUES_OF_THE_HUB,
          new FlowSchema(),
          CAMEL,
          new Reach(new Hosts(List.of("kafka.example.com:9092")), Optional::empty));

  private TestChecks() {}

  public static Checked source(String name, String yaml) {
    return CHECK.check(new FlowText(FlowKind.SOURCE, name, yaml));
  }

  public static Checked result(String name, String yaml) {
    return CHECK.check(new FlowText(FlowKind.RESULT, name, yaml));
  }

  private static final class Fixed implements FlowValues {
    @Override
    public Set<String> names() {
      return VALUES.keySet();
    }

    @Override
    public Optional<String> value(String name) {
      return Optional.ofNullable(VALUES.get(name));
    }
  }
}
