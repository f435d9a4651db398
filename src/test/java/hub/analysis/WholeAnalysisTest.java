package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.FullStorm;
import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.Dropped;
import hub.analysis.view.LogLine;
import hub.analysis.view.Opportunity;
import hub.analysis.view.ResultsDetails;
import hub.analysis.view.ResultsView;
import hub.analysis.view.Wish;
import hub.outages.Breakers;
import hub.outages.Outage;
import hub.sandbox.Catalogue;
import hub.sandbox.Fault;
import hub.sandbox.Faults;
import hub.sandbox.Sandbox;
import hub.sources.Text;
import hub.sources.Texts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WholeAnalysisTest {
  private static final TestHub HUB =
      TestHub.start(
          Map.of(
              "hub.llm.breaker.pause", "500ms",
              "hub.llm.breaker.longest-pause", "1s",
              "hub.pinecone.sandbox", "true",
              "hub.economy.tick", "200ms",
              "hub.economy.gather", "500ms",
              "hub.economy.look-every", "200ms"));
  private final AnalysisCommands commands = HUB.bean(AnalysisCommands.class);
  private final AnalysisReader reader = HUB.bean(AnalysisReader.class);

  @AfterAll
  static void stop() {
    HUB.close();
  }

  private static Wish wish(String budget) {
    return TestHub.wish("Invoicing for freelance translators", budget);
  }

  private ResultsView finished(UUID id, AnalysisState state) {
    return finished(TestDatabase.WORKSPACE, id, state);
  }

  private ResultsView finished(UUID workspace, UUID id, AnalysisState state) {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> reader.live(workspace, id).orElseThrow().state().ended());
    ResultsView results = reader.results(workspace, id).orElseThrow();
    assertThat(results.state()).isEqualTo(state);
    return results;
  }

  @Test
  void findsRankedOpportunitiesWhoseEveryQuoteStandsInItsSource() {
    UUID id = commands.start(TestDatabase.WORKSPACE, TestDatabase.USER, wish("5.00"));

    ResultsView results = finished(id, AnalysisState.DONE);

    assertThat(results.opportunities()).hasSizeGreaterThan(3);
    assertThat(wrongQuotes(id)).as("quotes that do not stand in their own text").isEmpty();
    for (var opportunity : results.opportunities()) {
      assertThat(opportunity.facts().authors())
          .as("independent authors of %s", opportunity.title())
          .isGreaterThanOrEqualTo(3);
      assertThat(opportunity.quote()).isNotBlank();
    }
    assertThat(results.candidates()).allMatch(candidate -> candidate.authors() < 3);
    logIsCompleteAndAddsUp(id, results);
    saysWhatWasDropped(id, results);
  }

  @Test
  @DisplayName(
      "R3 P9 a post deleted at its source is nowhere: tables, both indexes, exports, log, files")
  @FullStorm.Only
  void leavesNothingOfAPostThatItsAuthorDeleted() throws Exception {
    UUID id = commands.start(TestDatabase.WORKSPACE, TestDatabase.USER, wish("5.00"));
    finished(id, AnalysisState.DONE);

    new GoneEverywhere(HUB, id).prove();
  }

  private void saysWhatWasDropped(UUID id, ResultsView results) {
    ResultsDetails details = HUB.bean(ResultsDetails.class);
    long lost =
        reader.log(TestDatabase.WORKSPACE, id, 0, 100_000).stream()
            .filter(line -> line.text().startsWith("Dropped a quote"))
            .count();

    List<Dropped> dropped = details.dropped(TestDatabase.WORKSPACE, id);

    assertThat(dropped).isNotEmpty().allMatch(one -> one.many() > 0 && !one.why().isEmpty());
    assertThat(dropped)
        .filteredOn(one -> one.what().startsWith("Quotes not found"))
        .singleElement()
        .satisfies(
            quotes -> {
              assertThat(quotes.many()).isEqualTo((int) lost);
              assertThat(quotes.lines())
                  .allMatch(line -> line.text().startsWith("Dropped a quote"));
            });
    assertThat(details.evidence(TestDatabase.WORKSPACE, id).keySet())
        .containsAll(results.opportunities().stream().map(Opportunity::id).toList());
    assertThat(details.dropped(UUID.randomUUID(), id)).as("of another workspace").isEmpty();
    assertThat(details.evidence(UUID.randomUUID(), id)).isEmpty();
  }

  @Test
  void endsAtItsBudgetWithARankedPartialReportAndGoesOnWhenItIsRaised() {
    UUID id = commands.start(TestDatabase.WORKSPACE, TestDatabase.USER, otherWish(1, "0.15"));

    ResultsView partial = finished(id, AnalysisState.PARTIAL);

    assertThat(partial.opportunities()).isNotEmpty();
    assertThat(partial.partial()).as("what is left and what it would cost").isNotNull();
    assertThat(partial.money().charged()).isLessThanOrEqualTo(new BigDecimal("0.15"));
    int judged = partial.judged();

    commands.raise(TestDatabase.WORKSPACE, TestDatabase.USER, id, new BigDecimal("5.00"));
    ResultsView whole = finished(id, AnalysisState.DONE);

    assertThat(whole.judged()).isGreaterThan(judged);
    assertThat(whole.opportunities().size()).isGreaterThanOrEqualTo(partial.opportunities().size());
    logIsCompleteAndAddsUp(id, whole);
  }

  @Test
  @DisplayName("P7 while the model's vendor is out, jobs park, burn no attempt and finish after")
  void outlastsAnOutageOfTheModel() {
    Faults faults = HUB.bean(Sandbox.class).faults();
    Breakers breakers = HUB.bean(Breakers.class);
    UUID workspace = workspaceWithoutAnswers();
    UUID id = commands.start(workspace, TestDatabase.USER, otherWish(1, "5.00"));
    await().atMost(Duration.ofMinutes(5)).until(() -> calls(id) > 3);

    faults.add(Fault.of("openai", "server-error").status(503));
    await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> breakers.all().getFirst().state() == Outage.State.OPEN);
    await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> reader.live(workspace, id).orElseThrow().state() == AnalysisState.WAITING);
    faults.clear();

    finished(workspace, id, AnalysisState.DONE);
    assertThat(breakers.all().getFirst().state()).isEqualTo(Outage.State.CLOSED);
    assertThat(
            HUB.database()
                .jdbc()
                .sql(
                    """
                    select count(*) from job
                     where analysis_id = :id and (state <> 'done' or last_error is not null)
                    """)
                .param("id", id)
                .query(Integer.class)
                .single())
        .as("jobs that failed, or burnt an attempt")
        .isZero();
  }

  @Test
  @DisplayName(
      "Economy: the stages go through batches at half price, and the report is the same kind")
  void judgesThroughBatches() {
    Faults faults = HUB.bean(Sandbox.class).faults();
    faults.add(Fault.of("openai", "batch-takes").millis(1_000));
    Wish wish = otherWish(1, "5.00");
    UUID id =
        commands.start(
            TestDatabase.WORKSPACE,
            TestDatabase.USER,
            new Wish(
                wish.topicKey(),
                wish.topic(),
                // Asked in another order, so that no recorded answer serves it.
                wish.communities().reversed(),
                wish.months(),
                wish.budget(),
                wish.uploads(),
                true));
    await()
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                reader
                    .live(TestDatabase.WORKSPACE, id)
                    .orElseThrow()
                    .stateWords()
                    .contains("waits: OpenAI's batch, up to 24 h"));

    ResultsView results = finished(id, AnalysisState.DONE);

    faults.clear();
    assertThat(results.opportunities()).isNotEmpty();
    logIsCompleteAndAddsUp(id, results);
    assertThat(stages(id, true))
        .containsExactly("antipatterns", "classify", "comments", "feasibility");
    assertThat(stages(id, false)).containsExactly("merge", "rank");
    assertThat(
            HUB.database()
                .jdbc()
                .sql("select distinct lane from job where analysis_id = :id")
                .param("id", id)
                .query(String.class)
                .list())
        .containsExactly("economy");
  }

  private static List<String> stages(UUID id, boolean batched) {
    return HUB.database()
        .jdbc()
        .sql(
            "select distinct stage from attempt where budget_id = :id and batched = :batched order"
                + " by stage")
        .param("id", id)
        .param("batched", batched)
        .query(String.class)
        .list();
  }

  /** Its calls are all made again, over texts that the sandbox's model has read before. */
  private static UUID workspaceWithoutAnswers() {
    UUID id = UUID.randomUUID();
    HUB.database()
        .asOwner()
        .sql("insert into workspace (id, name) values (:id, 'Another')")
        .param("id", id)
        .update();
    return id;
  }

  private static int calls(UUID id) {
    return HUB.database()
        .jdbc()
        .sql("select coalesce(sum(done), 0) from analysis_stage where analysis_id = :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  /** Positions without gaps, and the log's own amounts are the whole charge. */
  private void logIsCompleteAndAddsUp(UUID id, ResultsView results) {
    List<LogLine> log = reader.log(TestDatabase.WORKSPACE, id, 0, 100_000);
    assertThat(log)
        .extracting(LogLine::position)
        .containsExactlyElementsOf(
            java.util.stream.LongStream.rangeClosed(1, log.size()).boxed().toList());
    BigDecimal told =
        log.stream()
            .map(LogLine::amount)
            .filter(java.util.Objects::nonNull)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(told).isEqualByComparingTo(results.money().charged());
    assertThat(results.stageCharges().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(results.money().charged());
    BigDecimal entries =
        HUB.database()
            .jdbc()
            .sql("select sum(charge) from ledger_entry where budget_id = :id")
            .param("id", id)
            .query(BigDecimal.class)
            .single();
    assertThat(entries).isEqualByComparingTo(results.money().charged());
    assertThat(results.money().held()).as("nothing is held in the end").isZero();
  }

  /**
   * Each mention's words, folded, must be found again at its place by the same search that verified
   * it.
   */
  private List<String> wrongQuotes(UUID id) {
    Texts texts = HUB.bean(Texts.class);
    List<String> wrong = new java.util.ArrayList<>();
    HUB.database()
        .jdbc()
        .sql("select text_id, starts, ends from mention where analysis_id = :id")
        .param("id", id)
        .query(
            row -> {
              Text text =
                  texts.byIds(TestDatabase.WORKSPACE, List.of(row.getLong("text_id"))).getFirst();
              String words = Quotes.words(text);
              String quote = words.substring(row.getInt("starts"), row.getInt("ends"));
              if (Quotes.find(words, quote).isEmpty()) {
                wrong.add(quote);
              }
            });
    return wrong;
  }

  private static Wish otherWish(int topic, String budget) {
    Catalogue.Topic known = HUB.bean(Sandbox.class).topics().get(topic);
    return new Wish(
        known.key(), known.title(), known.communities(), 12, new BigDecimal(budget), List.of());
  }
}
