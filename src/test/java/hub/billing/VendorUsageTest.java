package hub.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.billing.Reconciliation.Cause;
import hub.billing.Reconciliation.Difference;
import hub.budget.Budgets;
import hub.budget.NewAttempt;
import hub.budget.Rates;
import hub.budget.Tokens;
import hub.ledger.Books;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger against the vendor's own report: every difference has a cause and an amount. */
class VendorUsageTest {
  /** As OpenAI answers for a day, grouped by model. */
  private static final String USAGE =
      """
      {"object": "page", "has_more": false, "next_page": null, "data": [
        {"object": "bucket", "start_time": 1795392000, "end_time": 1795478400, "results": [
          {"object": "organization.usage.completions.result", "input_tokens": %d,
           "output_tokens": 2144, "input_cached_tokens": 3072, "input_audio_tokens": 0,
           "output_audio_tokens": 0, "num_model_requests": %d, "project_id": null,
           "user_id": null, "api_key_id": null, "model": "gpt-test-2026-04-14", "batch": null}]}]}
      """;

  private static final String COSTS =
      """
      {"object": "page", "data": [
        {"object": "bucket", "start_time": 1795392000, "end_time": 1795478400, "results": [
          {"object": "organization.costs.result", "amount": {"value": %s, "currency": "usd"},
           "line_item": null, "project_id": null}]}]}
      """;

  @TempDir static Path folder;
  TestDatabase database;
  Books books;
  VendorUsage usage;
  UUID budget;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    books = new Books(database.dataSource(), folder);
    usage = new VendorUsage(books.jdbc, books.transaction, books.clock);
    budget = books.budget(TestDatabase.WORKSPACE, "100");
    settled();
    settled();
    books.clock.advance(Duration.ofDays(1));
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private UUID sent() {
    UUID id = UUID.randomUUID();
    books.budgets.hold(
        new NewAttempt(
            id,
            TestDatabase.WORKSPACE,
            budget,
            null,
            Mode.LIVE,
            "openai",
            "gpt-test",
            "classify",
            "hash",
            1,
            Books.FOUR,
            new BigDecimal("0.04"),
            false,
            9_000,
            2_000));
    books.budgets.sent(id);
    return id;
  }

  private void settled() {
    Budgets budgets = books.budgets;
    budgets.settle(
        sent(),
        "answered",
        new Tokens(3184, 1536, 0, 1072, 448),
        new Rates(
            new BigDecimal("0.00000025"),
            new BigDecimal("0.000000025"),
            new BigDecimal("0.0000003125"),
            new BigDecimal("0.000002")));
  }

  private List<Difference> compared(String... reports) {
    for (String report : reports) {
      usage.keep("openai", Mode.LIVE, VendorReport.of(report), TestDatabase.USER);
    }
    return usage.compare("openai", Mode.LIVE).orElseThrow().differences();
  }

  @Test
  void agreesWithAReportOfTheSameDay() {
    assertThat(compared(USAGE.formatted(9440, 2), COSTS.formatted("0.0059568"))).isEmpty();
    assertThat(usage.last(Mode.LIVE).orElseThrow().isClean()).isTrue();
    assertThat(usage.compare("openai", Mode.SANDBOX)).isEmpty();
  }

  @Test
  void pricesWhatTheVendorCountsMoreAndExplainsNothingAway() {
    assertThat(compared(USAGE.formatted(10_440, 3)))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.cause()).isEqualTo(Cause.UNEXPLAINED);
              assertThat(each.amount()).isEqualByComparingTo("0.00025");
              assertThat(each.detail()).contains("+1 requests", "+1000 input", "+0 output");
            });
    assertThat(usage.unexplained()).isEqualByComparingTo("0.00025");
  }

  @Test
  void namesCallsOfUnknownOutcomeAsTheCauseUpToWhatTheyCanHaveTaken() {
    books.clock.advance(Duration.ofDays(-1));
    books.budgets.doubt(sent(), "The answer was cut.");
    books.clock.advance(Duration.ofDays(1));

    assertThat(compared(USAGE.formatted(10_440, 3), COSTS.formatted("0.0062068")))
        .extracting(Difference::cause)
        .containsExactly(Cause.UNKNOWN_OUTCOME, Cause.UNKNOWN_OUTCOME);
    assertThat(compared(COSTS.formatted("1")))
        .extracting(Difference::cause)
        .contains(Cause.UNEXPLAINED);
  }

  @Test
  void waitsForADayThatIsNotOver() {
    books.clock.advance(Duration.ofDays(-1));

    assertThat(compared(USAGE.formatted(4720, 1)))
        .extracting(Difference::cause)
        .containsExactly(Cause.IN_FLIGHT);
  }

  @Test
  void missesAModelThatTheVendorDoesNotReport() {
    assertThat(compared(USAGE.formatted(9440, 2).replace("gpt-test-2026-04-14", "gpt-other")))
        .extracting(Difference::between)
        .containsExactly("2026-11-23, gpt-other", "2026-11-23, gpt-test");
  }

  @Test
  void readsTheSameFromACsv() {
    VendorReport report =
        VendorReport.of(
            "\uFEFFdate,model,num_model_requests,input_tokens,input_cached_tokens,output_tokens\n"
                + "2026-11-23,gpt-test-2026-04-14,1,4720,1536,1072\n"
                + "2026-11-23T12:00:00Z,gpt-test,1,4720,1536,1072\n");

    assertThat(report).isEqualTo(VendorReport.of(USAGE.formatted(9440, 2)));
    assertThat(VendorReport.of("date,cost\n2026-11-23,1.5\n2026-11-23,0.25\n").costs())
        .containsEntry(LocalDate.of(2026, 11, 23), new BigDecimal("1.75"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "{",
        "{\"data\": []}",
        "[1, 2]",
        "date,model,input_tokens\nyesterday,gpt,1\n",
        "date,model,input_tokens\n2026-11-23,gpt,1.5\n",
        "date,model,input_tokens\n2026-11-23,gpt,-1\n",
        "date,model,input_tokens,input_cached_tokens\n2026-11-23,gpt,1,2\n",
        "date,model,input_tokens\n2026-11-23,,7\n"
      })
  void refusesWhatIsNoReport(String text) {
    assertThatThrownBy(() -> VendorReport.of(text)).isInstanceOf(UnreadableReport.class);
  }

  @Test
  void refusesUsageThatNamesNoModelAndCostsInOtherMoney() {
    assertThatThrownBy(
            () -> VendorReport.of(USAGE.formatted(1, 1).replace("\"gpt-test-2026-04-14\"", "null")))
        .hasMessageContaining("group_by=model");
    assertThatThrownBy(() -> VendorReport.of(COSTS.formatted("1").replace("usd", "eur")))
        .hasMessageContaining("US dollars");
  }
}
