package hub.analysis;

import static hub.TestDatabase.USER;
import static hub.TestDatabase.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.Mode;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.Wish;
import hub.jobs.Claim;
import hub.jobs.JobQueue;
import hub.jobs.TestQueue;
import hub.llm.Answer;
import hub.sources.NewText;
import hub.sources.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** An analysis call by call: nothing works at it but the test, which gives each answer itself. */
class JudgingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TestHub HUB = TestHub.start(Map.of("hub.roles", "web"));
  private static final Answer NO_ROOM =
      new Answer.DoesNotFit(new BigDecimal("1000"), BigDecimal.ZERO, BigDecimal.ZERO);

  private final TestQueue jobs = TestQueue.on(HUB.database(), Clock.systemUTC());
  private final AnalysisRows rows = HUB.bean(AnalysisRows.class);
  private final Posts posts = HUB.bean(Posts.class);

  /** What the model leaves out of its answer the first time, as {@code stage:title}. */
  private final Set<String> leavesOut = new HashSet<>();

  @AfterEach
  void empty() {
    TestQueue.empty(HUB.database());
  }

  @AfterAll
  static void stop() {
    HUB.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Post 0", "Post 10"})
  void judgesAllWhenOneStageAfterTheOtherLeavesAPostOut(String another) {
    UUID id = begun(20);
    leavesOut.addAll(Set.of("classify:Post 0", "feasibility:" + another, "antipatterns:Post 10"));

    judge();

    endsWhole(id);
    assertThat(number(id, "survived")).as("posts through all stages").isEqualTo(2);
  }

  @Test
  void goesOnAfterItsReportWhenItIsRaisedWhileItMerges() {
    UUID id = begun(40);
    noRoom("antipatterns");
    assertThat(rows.get(id).phase()).isEqualTo(Phase.MERGING);

    raise(id, "6.00");
    raise(id, "7.00");
    assertThat(rows.get(id).phase()).as("what is asked stays as it is").isEqualTo(Phase.MERGING);
    assertThat(rows.get(id).round()).isEqualTo(1);
    judge();

    endsWhole(id);
    assertThat(rows.get(id).round()).isEqualTo(2);
  }

  @Test
  void goesOnAtOnceWhenItIsRaisedWhileItsLastCallsRun() {
    UUID id = begun(22);
    List<Claim> chunks = jobs.claim(2);
    Claim running = of(20, chunks);
    record(of(2, chunks), NO_ROOM);
    assertThat(rows.get(id).limitHit()).isTrue();

    raise(id, "6.00");
    assertThat(rows.get(id).limitHit()).isFalse();
    answer(running);
    judge();

    endsWhole(id);
  }

  @Test
  void goesOnAtOnceWhenItIsRaisedWhileItReadsOn() {
    UUID id = begun(40);
    noRoom("feasibility");
    assertThat(rows.get(id).phase()).isEqualTo(Phase.READING_ON);

    raise(id, "6.00");
    judge();

    endsWhole(id);
  }

  @Test
  void endsPartialWhenItWasRaisedBeforeItsBudgetWasReached() {
    UUID id = begun(40);
    raise(id, "6.00");
    noRoom("antipatterns");

    judge();

    assertThat(rows.get(id).life()).isEqualTo(Life.PARTIAL);
  }

  @Test
  void triesAgainWhenTheLastRunningCallEndedJustThen() {
    UUID id = begun(2);

    record(
        claim("classify"),
        new Answer.DoesNotFit(new BigDecimal("0.01"), BigDecimal.ZERO, BigDecimal.ZERO));

    assertThat(HUB.bean(JobQueue.class).waitsFor(id)).isEqualTo(Limit.ROOM);
    assertThat(rows.get(id).limitHit()).isFalse();
  }

  /** Every tenth post fits and shows a problem; all are by the same author. */
  private UUID begun(int size) {
    UUID id = UUID.randomUUID();
    List<NewText> written = IntStream.range(0, size).mapToObj(n -> post(id, n)).toList();
    Analysis analysis =
        new Analysis(
            id,
            WORKSPACE,
            USER,
            null,
            Mode.SANDBOX,
            "Invoices",
            List.of(),
            Instant.parse("2026-01-01T00:00:00Z"),
            1,
            Life.RUNNING,
            Phase.COLLECTING,
            0,
            0,
            1,
            false,
            false,
            Instant.parse("2026-11-20T08:00:00Z"));
    Wish wish = new Wish(Wish.OWN, "Invoices", List.of(), 12, new BigDecimal("5.00"), List.of());
    HUB.bean(TransactionTemplate.class)
        .executeWithoutResult(status -> HUB.bean(Opening.class).open(analysis, wish));
    posts.add(
        id,
        "freelance",
        HUB.bean(Texts.class).store(WORKSPACE, Mode.SANDBOX, "reddit-posts", written).ids());
    HUB.bean(Steps.class).with(id, opened -> {});
    return id;
  }

  private static NewText post(UUID analysis, int n) {
    String name = "t3_%s_%d".formatted(analysis, n);
    return new NewText(
        "reddit",
        name,
        name,
        null,
        "freelance",
        "author",
        "Post " + n,
        "Agency number %d pays my invoice after ninety days".formatted(n),
        Instant.parse("2026-11-20T08:00:00Z"),
        1,
        0,
        null,
        NewText.Status.PRESENT,
        Set.of());
  }

  private static void raise(UUID id, String budget) {
    HUB.bean(AnalysisCommands.class).raise(WORKSPACE, USER, id, new BigDecimal(budget));
  }

  private void endsWhole(UUID id) {
    assertThat(rows.get(id).life()).isEqualTo(Life.FINISHED);
    assertThat(posts.notJudged(id)).as("not judged").isZero();
    assertThat(number(id, "refused is not null")).as("given up").isZero();
    assertThat(number(id, "kept and survived is null")).as("on their way").isZero();
  }

  private static int number(UUID id, String which) {
    return HUB.database()
        .jdbc()
        .sql("select count(*) from analysis_post where analysis_id = :id and " + which)
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  /** Answers until nothing is left to do. */
  private void judge() {
    for (List<Claim> next = jobs.claim(1); !next.isEmpty(); next = jobs.claim(1)) {
      answer(next.getFirst());
    }
  }

  private void noRoom(String stage) {
    record(claim(stage), NO_ROOM);
  }

  /** The next job of this stage; what goes before it is answered. */
  private Claim claim(String stage) {
    Claim claim = jobs.claim();
    while (!claim.kind().equals(stage)) {
      answer(claim);
      claim = jobs.claim();
    }
    return claim;
  }

  private static Claim of(int posts, List<Claim> claims) {
    return claims.stream()
        .filter(claim -> Batch.of(claim.payload()).ids().size() == posts)
        .findFirst()
        .orElseThrow();
  }

  private void answer(Claim claim) {
    if (claim.kind().equals(PaidStage.MERGE.key())) {
      HUB.bean(Merging.class).record(claim, new Answer.TooLarge("too many groups"));
      return;
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("items");
    for (JsonNode item : items(claim)) {
      if (!leavesOut.remove(claim.kind() + ":" + item.path("title").asText())) {
        answer.withArray("items").add(judged(claim.kind(), item));
      }
    }
    record(
        claim,
        new Answer.Answered(answer, UUID.randomUUID(), BigDecimal.ZERO, BigDecimal.ZERO, false));
  }

  private static JsonNode items(Claim claim) {
    try {
      return JSON.readTree(stage(claim).question(claim).data()).path("items");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode judged(String stage, JsonNode item) {
    ObjectNode judged = JsonNodeFactory.instance.objectNode().put("id", item.path("id").asText());
    return switch (PaidStage.of(stage)) {
      case CLASSIFY ->
          judged
              .put("label", item.path("title").asText().endsWith("0") ? "pain" : "other")
              .put("on_topic", true);
      case FEASIBILITY -> {
        judged.put("keep", true).put("problem", "Agencies pay late").put("who", "translators");
        judged.putArray("quotes").add(item.path("text").asText());
        yield judged;
      }
      case ANTIPATTERNS -> judged.put("room", 2);
      default -> throw new AssertionError("Nobody asks for " + stage);
    };
  }

  private void record(Claim claim, Answer answer) {
    stage(claim).record(claim, answer);
  }

  private static BatchStage stage(Claim claim) {
    return switch (PaidStage.of(claim.kind())) {
      case CLASSIFY -> HUB.bean(Classification.class);
      case FEASIBILITY -> HUB.bean(Feasibility.class);
      case ANTIPATTERNS -> HUB.bean(AntiPatterns.class);
      default -> throw new AssertionError("No stage of batches: " + claim.kind());
    };
  }
}
