package hub.integration.view;

import hub.integration.Flow;
import hub.integration.FlowEvent;
import hub.integration.FlowEvent.What;
import hub.integration.FlowKind;
import hub.integration.FlowNode;
import hub.integration.FlowVersion;
import hub.integration.RouteTraffic;
import hub.integration.check.FlowValues;
import hub.integration.check.Problem;
import hub.integration.delivery.Delivery;
import hub.integration.delivery.ResultEvent;
import hub.integration.secret.FlowSecrets;
import hub.integration.trial.Step;
import hub.integration.trial.Trial;
import hub.integration.trial.TrialMessage;
import hub.integration.trial.WouldSend;
import hub.integration.view.Path.Stretch;
import hub.integration.view.StepTraffic.Count;
import hub.web.UiStates;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Flows in every state. */
@Component
class FlowStates implements UiStates {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");
  private static final UUID ID = new UUID(0, 1);

  /** A source that keeps posts by flair, as an integrator writes it. */
  static final String TEXT =
      """
      # Which posts are kept: a person's own words, under one of two flairs. The pace is the installation's.
      - route:
          id: reddit-keep
          routeConfigurationId: leave-to-the-queue
          from:
            uri: direct:flow-reddit-keep
            steps:
              - throttle:
                  id: reddit-pace
                  timePeriodMillis: "60000"
                  expression:
                    constant:
                      expression: "80"
              - to:
                  id: fetch-new
                  uri: direct:ask-reddit
              - split:
                  id: each-post
                  expression:
                    simple:
                      expression: ${body}
                  steps:
                    - filter:
                        id: keep-flair
                        expression:
                          simple:
                            expression: ${body[flair]} in 'Question,Rant'
                        steps:
                          - to:
                              id: hand-on
                              uri: direct:keep-post
      """;

  private static final String SERVING =
      TEXT.replace("\"80\"", "\"100\"").replace("in 'Question,Rant'", "!= null");

  private static final String BROKEN = TEXT.replace("direct:keep-post", "direct:kep-post");

  private static final StepTraffic TRAFFIC =
      new StepTraffic(
          Map.of(
              "reddit-pace", new Count(18_207, 0),
              "fetch-new", new Count(18_204, 3),
              "each-post", new Count(18_201, 0),
              "keep-flair", new Count(96_310, 0),
              "hand-on", new Count(41_022, 0)));

  @Override
  public String template() {
    return "flows/states";
  }

  @Override
  public Map<String, ?> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("uiFlows", lines());
    values.put(
        "uiFlowDrawings", List.of(drawing(TEXT, Set.of()), drawing(CHOICE, Set.of("to-chat"))));
    values.put(
        "uiFlowVerdicts",
        List.of(verdict(TEXT, List.of()), verdict(BROKEN, List.of(nobodyServes()))));
    values.put("uiFlowDraft", new Draft(BROKEN, 13, "Only questions and rants"));
    values.put("uiFlowGoodDraft", new Draft(TEXT, 13, ""));
    values.put("uiFlowHistory", history());
    values.put("uiFlowVersions", versions());
    values.put("uiFlowRows", Difference.between(SERVING, TEXT).rows());
    values.put("uiFlowMessages", recorded());
    values.put("uiFlowTrials", List.of(new TrialView(trial()), new TrialView(killed())));
    values.put("uiFlowDeliveries", deliveries());
    values.put("uiFlowSecrets", List.of(new FlowSecrets.Named("crm-key", NOW, "Jonas Feld")));
    values.put("uiFlowPath", path());
    values.put("uiFlowGuide", new Guide(configured()));
    return values;
  }

  private static FlowValues configured() {
    return new FlowValues() {
      @Override
      public Set<String> names() {
        return Set.of("flow.reddit-posts.listings-per-minute");
      }

      @Override
      public Optional<String> value(String name) {
        return names().contains(name) ? Optional.of("600") : Optional.empty();
      }
    };
  }

  private static final String CHOICE =
      """
      - route:
          id: crm-opportunity
          from:
            uri: direct:flow-crm-opportunity
            steps:
              - choice:
                  id: by-tier
                  when:
                    - expression:
                        simple:
                          expression: ${body[tier]} == 'strong'
                      steps:
                        - to:
                            id: to-crm
                            uri: https://crm.example.org/leads
                  otherwise:
                    steps:
                      - to:
                          id: to-chat
                          uri: https://chat.example.org/hook
              - log:
                  id: crm-said
                  message: sent
      """;

  private static Drawing drawing(String yaml, Set<String> changed) {
    Shape.Route route = WrittenShape.of(yaml).routes().getFirst();
    return new Drawing(route, TRAFFIC, Diagram.of(route, TRAFFIC, changed));
  }

  private static Verdict verdict(String yaml, List<Problem> problems) {
    Difference difference = Difference.between(SERVING, yaml);
    return new Verdict(
        problems,
        difference.changedLines(),
        difference.size(),
        List.of(drawing(yaml, Set.of("reddit-pace", "keep-flair"))),
        List.of("direct:flow-reddit-keep"),
        NOW);
  }

  private static Problem nobodyServes() {
    int line = (int) BROKEN.lines().takeWhile(each -> !each.contains("kep-post")).count() + 1;
    int column = BROKEN.lines().toList().get(line - 1).indexOf("direct:") + 1;
    return new Problem(
        line,
        column,
        column + "direct:kep-post".length(),
        "direct",
        "Nobody serves direct:kep-post.",
        "Did you mean direct:keep-post?");
  }

  private static List<FlowLine> lines() {
    return List.of(
        line(
            "reddit-keep", "New posts of the chosen communities", Flow.State.ON, 12, 13, 18_204, 3),
        line("some-forum", "Stories and comments by search", Flow.State.ON, 4, 4, 2_880, 0),
        line("feed-poll", "Atom and RSS", Flow.State.SUSPENDED, 2, 2, 0, 0),
        line("finding-to-webhook", "Signed webhook for each", Flow.State.ON, 6, 7, 212, 4),
        line("finding-to-chat", "A line in the chat", Flow.State.OFF, 3, 3, 0, 0),
        line("finding-to-mail", "One mail a day", Flow.State.OFF, 0, 1, 0, 0));
  }

  private static FlowLine line(
      String name,
      String about,
      Flow.State state,
      int published,
      int newest,
      long messages,
      long failures) {
    boolean troubled = published > 0 && failures > 3;
    FlowKind kind = name.startsWith("finding") ? FlowKind.RESULT : FlowKind.SOURCE;
    return new FlowLine(
        new Flow(
            new UUID(1, name.hashCode()),
            kind,
            kind == FlowKind.SOURCE ? null : ID,
            name,
            state,
            published,
            newest),
        about,
        messages == 0 ? List.of() : nodes(name, published, messages, failures, troubled),
        troubled
            ? Optional.of(new FlowEvent(newest, What.WENT_BACK, "", "4 of 10 failed", NOW))
            : Optional.empty(),
        new Numbers(messages, failures, messages == 0 ? 0 : 2, 41_200, 310_000),
        true);
  }

  private static List<FlowNode> nodes(
      String name, int version, long messages, long failures, boolean troubled) {
    return List.of(
        new FlowNode(
            ID,
            "hub 4711",
            version,
            FlowNode.State.SERVES,
            "",
            List.of(new RouteTraffic(name, messages, failures, 2, 41_200, 310_000)),
            NOW),
        new FlowNode(
            new UUID(0, 2),
            "hub 4712",
            troubled ? version - 1 : version,
            troubled ? FlowNode.State.FAILED : FlowNode.State.SERVES,
            troubled ? "Nothing listens at mail.example.org:25" : "",
            List.of(),
            NOW));
  }

  private static List<FlowEvent> history() {
    return List.of(
        new FlowEvent(12, What.PUBLISHED, "Jonas Feld", "", NOW),
        new FlowEvent(
            11,
            What.WENT_BACK,
            "",
            "4 of 10 messages failed within a minute",
            NOW.minusSeconds(60)),
        new FlowEvent(11, What.REFUSED, "", "It did not start", NOW.minusSeconds(90)),
        new FlowEvent(10, What.SUSPENDED, "Mira Okafor", "", NOW.minusSeconds(900)));
  }

  private static List<FlowVersion> versions() {
    return List.of(
        new FlowVersion(ID, 13, BROKEN, ID, "Jonas Feld", "Only questions and rants", NOW),
        new FlowVersion(ID, 12, SERVING, ID, "Mira Okafor", "", NOW.minusSeconds(4_000)),
        new FlowVersion(ID, 1, SERVING, null, "came with Sluice", "", NOW.minusSeconds(900_000)));
  }

  private static List<Recorded> recorded() {
    return List.of(
        new Recorded(
            "post-1",
            "Post in TranslationStudies: The portal rejected my invoice again",
            NOW.plusSeconds(172_000),
            message("{\"title\": \"The portal rejected my invoice again\"}")));
  }

  private static TrialMessage message(String body) {
    return new TrialMessage(
        body, "JSON", Map.of("event", "opportunity"), Map.of("topic", "invoicing"));
  }

  private static Trial trial() {
    TrialMessage before = message("{\n  \"title\": \"The portal rejected my invoice\"\n}");
    TrialMessage after = message("{\n  \"text\": \"The portal rejected my invoice\"\n}");
    return new Trial(
        List.of(
            step("reddit-pace", 11, before, before, null),
            step("to-text", 20, before, after, null),
            step("to-crm", 27, after, after, null),
            step("hand-on", 33, after, null, "nobody serves direct:kep-post")),
        List.of(new WouldSend("to-crm", "https://crm.example.org/leads", after)),
        Duration.ofMillis(912),
        null,
        true);
  }

  private static Trial killed() {
    return new Trial(
        List.of(), List.of(), Duration.ofSeconds(10), "it took longer than 10 s", false);
  }

  private static Step step(
      String id,
      int line,
      TrialMessage before,
      @Nullable TrialMessage after,
      @Nullable String failure) {
    return new Step("reddit-keep", id, line, Duration.ofMillis(1), before, after, failure);
  }

  private static List<Delivery> deliveries() {
    return Stream.of(Delivery.State.values()).map(FlowStates::delivery).toList();
  }

  private static Delivery delivery(Delivery.State state) {
    boolean waits = state == Delivery.State.WAITING;
    return new Delivery(
        ID,
        ID,
        "finding-to-webhook",
        6,
        7,
        waits ? ResultEvent.OPPORTUNITY : ResultEvent.ANALYSIS,
        ID,
        waits ? ID : null,
        state,
        waits ? 2 : 5,
        waits ? NOW.plusSeconds(600) : null,
        state == Delivery.State.DELIVERED ? "" : "hooks.example.org answered 503",
        NOW.minusSeconds(300),
        waits ? null : NOW);
  }

  private static Path path() {
    return Path.of(
        "Invoicing for freelance translators",
        List.of(
            new Stretch("collect", "collect", false, 2, 2, 0, NOW, NOW.plusSeconds(31)),
            new Stretch(
                "sort-posts",
                "sort-posts",
                false,
                14,
                15,
                1,
                NOW.plusSeconds(20),
                NOW.plusSeconds(140)),
            new Stretch("crm", null, true, 1, 2, 0, NOW.plusSeconds(150), null)),
        NOW.plusSeconds(170));
  }
}
