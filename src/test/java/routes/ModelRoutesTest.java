package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import hub.TestDatabase;
import hub.budget.Tokens;
import hub.llm.Answer;
import hub.llm.ModelUnavailable;
import hub.llm.ModelUnavailable.Why;
import hub.llm.Question;
import hub.llm.RequestRefused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ModelRoutesTest {
  private static final String GOOD = "{\"items\":[{\"id\":\"i1\",\"label\":\"pain\"}]}";

  static TestDatabase database;

  final FakeModel vendor = new FakeModel();
  final PaidModel model =
      new PaidModel(database.dataSource(), Clock.systemUTC(), vendor.baseUrl(), "sk-test");
  final UUID budget = model.budget("1.00");
  final String text = "The chain keeps slipping " + UUID.randomUUID();

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @AfterEach
  void end() {
    model.close();
    vendor.close();
  }

  @Test
  void chargesTheUsageThatTheVendorReported() {
    vendor.says(GOOD, "stop", FakeModel.usage(100, 40, 20, 5));

    Answer.Answered answer = (Answer.Answered) model.ask(PaidModel.question(budget, text));

    assertThat(answer.json()).isEqualTo(PaidModel.json(GOOD));
    // 60 at $2 and 40 cached at $0.50 a million, 20 of output at $8 a million.
    assertThat(answer.charge()).isEqualByComparingTo("0.0003");
    assertThat(model.budgets.state(budget).charged()).isEqualByComparingTo("0.0003");
    assertThat(model.budgets.state(budget).held()).isEqualByComparingTo("0");
    assertThat(model.journal).containsExactly("called", "settled answered");
    assertThat(model.attempts(budget)).containsExactly("settled answered");
  }

  @Test
  @DisplayName(
      "R9 What the vendor had in its cache is counted, so that an alarm can tell when it falls")
  void countsWhatTheVendorHadInItsCache() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    model.vendorCache.bindTo(meters);
    vendor.says(GOOD, "stop", FakeModel.usage(100, 40, 20, 5));

    model.ask(PaidModel.question(budget, text));

    assertThat(tokens(meters, "cache")).isEqualTo(40);
    assertThat(tokens(meters, "prompt")).isEqualTo(60);
  }

  private static double tokens(SimpleMeterRegistry meters, String from) {
    return meters.get("sluice.llm.input.tokens").tag("from", from).functionCounter().count();
  }

  @Test
  @DisplayName("B7 Every call states its maximum, and the hold is that maximum")
  void sendsAStrictRequestWithItsMaximum() {
    vendor.says(GOOD, "stop", FakeModel.usage(100, 0, 20, 0));
    Question question = PaidModel.question(budget, text);

    Answer.Answered answer = (Answer.Answered) model.ask(question);

    var body = vendor.asked.getFirst().getValue();
    assertThat(vendor.asked.getFirst().getKey()).isEqualTo(answer.attemptId().toString());
    assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(200);
    assertThat(body.at("/response_format/json_schema/strict").asBoolean()).isTrue();
    assertThat(body.at("/response_format/json_schema/name").asText()).isEqualTo("labels");
    assertThat(body.at("/messages/0/role").asText()).isEqualTo("system");
    assertThat(body.at("/messages/1/content").asText()).isEqualTo(question.data());
    assertThat(body.path("service_tier").asText()).isEqualTo("default");
    assertThat(
            database
                .jdbc()
                .sql("select max_output, hold from attempt where id = :id")
                .param("id", answer.attemptId())
                .query(
                    (rows, n) ->
                        rows.getLong(1)
                            + " "
                            + (rows.getBigDecimal(2).compareTo(new BigDecimal("0.0016")) > 0))
                .single())
        .isEqualTo("200 true");
  }

  @Test
  @DisplayName("B2 If the worst case does not fit, the vendor is never called")
  void asksNobodyWhenTheWorstCaseDoesNotFit() {
    UUID small = model.budget("0.001");

    Answer.DoesNotFit answer = (Answer.DoesNotFit) model.ask(PaidModel.question(small, text));

    assertThat(answer.needed()).isGreaterThan(new BigDecimal("0.0016"));
    assertThat(answer.free()).isEqualByComparingTo("0.001");
    assertThat(vendor.asked).isEmpty();
    assertThat(model.attempts(small)).isEmpty();
  }

  @Test
  @DisplayName("P2 A recorded answer is not asked for again")
  void reusesARecordedAnswer() {
    vendor.says(GOOD, "stop", FakeModel.usage(100, 0, 20, 0));
    Answer.Answered first = (Answer.Answered) model.ask(PaidModel.question(budget, text));

    Answer.Answered second = (Answer.Answered) model.ask(PaidModel.question(budget, text));

    assertThat(vendor.asked).hasSize(1);
    assertThat(second.cached()).isTrue();
    assertThat(second.charge()).isEqualByComparingTo("0");
    assertThat(second.saved()).isEqualByComparingTo(first.charge());
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(model.budgets.state(budget).charged()).isEqualByComparingTo(first.charge());
  }

  @Test
  void chargesARefusal() {
    vendor.replays("openai-recordings", "chat-refusal");

    Answer.Refused answer = (Answer.Refused) model.ask(PaidModel.question(budget, text));

    assertThat(answer.reason()).startsWith("I'm very sorry");
    assertThat(answer.charge()).isEqualByComparingTo("0.000234");
  }

  @Test
  @DisplayName(
      "R7 An answer filled up with white space to its cap is cut, and not asked for again by its"
          + " job")
  void callsCutOutputTruncated() {
    vendor.says(GOOD + " ".repeat(500), "length", FakeModel.usage(100, 0, 200, 0));
    UUID job = UUID.randomUUID();
    Question question = PaidModel.question(budget, job, text, 200);

    assertThat(model.ask(question)).isInstanceOf(Answer.Truncated.class);
    assertThat(model.ask(question)).isInstanceOf(Answer.Truncated.class);

    assertThat(vendor.asked).hasSize(1);
    assertThat(model.budgets.state(budget).charged()).isEqualByComparingTo("0.0018");
  }

  @Test
  void tellsMalformedAnswersByPlaceAndNeverByTheirWords() {
    vendor.says(
        "{\"items\":[{\"id\":\"i1\",\"label\":\"<script>\"}]}",
        "stop",
        FakeModel.usage(100, 0, 20, 0));

    Answer.Malformed answer = (Answer.Malformed) model.ask(PaidModel.question(budget, text));

    assertThat(answer.why()).isEqualTo("$.items[0].label is none of the values allowed");
    assertThat(answer.charge()).isEqualByComparingTo("0.00036");
  }

  @Test
  void callsTextThatIsNoJsonMalformed() {
    vendor.says("Sure! Here is your JSON: {", "stop", FakeModel.usage(100, 0, 20, 0));

    assertThat(model.ask(PaidModel.question(budget, text))).isInstanceOf(Answer.Malformed.class);
  }

  @Test
  void releasesWhatARateLimitRefusedAndSaysWhenToComeBack() {
    for (var reported :
        Map.of("openai-429-tokens-per-minute-ms", 174, "openai-429-tokens-per-minute-s", 3890)
            .entrySet()) {
      vendor.replays("reported", reported.getKey());

      assertThat(unavailable().retryAfter()).isEqualTo(Duration.ofMillis(reported.getValue()));
    }
    vendor.answers(
        429,
        "{\"error\":{\"message\":\"slow\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}",
        Map.of("Retry-After", "7"));

    ModelUnavailable limited = unavailable();

    assertThat(limited.why()).isEqualTo(Why.RATE_LIMIT);
    assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertNothingHeld();
  }

  @Test
  void callsARequestAboveTheTokensPerMinuteTooLarge() {
    vendor.replays("openai-recordings", "error-429-too-large");
    assertThat(model.ask(PaidModel.question(budget, text))).isInstanceOf(Answer.TooLarge.class);

    vendor.replays("openai-recordings", "error-400-context-length");
    assertThat(model.ask(PaidModel.question(budget, text))).isInstanceOf(Answer.TooLarge.class);
    assertNothingHeld();
  }

  @Test
  void releasesWhatAnEmptyAccountOrAWrongKeyRefused() {
    vendor.replays("reported", "openai-429-insufficient-quota");
    assertThat(unavailable().why()).isEqualTo(Why.QUOTA_EXHAUSTED);
    vendor.replays("openai-recordings", "error-401");
    assertThat(unavailable().why()).isEqualTo(Why.WRONG_KEY);
    vendor.replays("openai-recordings", "error-404-model");
    assertThat(unavailable().why()).isEqualTo(Why.WRONG_KEY);
    assertNothingHeld();
  }

  @Test
  void comesBackLateToAnAccountWhoseBillingIsNotActive() {
    for (String error :
        List.of(
            "{\"message\":\"no\",\"type\":\"billing_not_active\",\"code\":null}",
            "{\"message\":\"no\",\"code\":\"billing_not_active\"}")) {
      vendor.answers(429, "{\"error\":" + error + "}", Map.of());

      ModelUnavailable inactive = unavailable();

      assertThat(inactive.why()).isEqualTo(Why.QUOTA_EXHAUSTED);
      assertThat(inactive.retryAfter()).isEqualTo(Duration.ofMinutes(5));
    }
    assertNothingHeld();
  }

  @Test
  void failsTheJobWhoseRequestTheVendorRefuses() {
    vendor.replays("openai-recordings", "error-400-type");

    assertThatThrownBy(() -> model.ask(PaidModel.question(budget, text)))
        .isInstanceOf(RequestRefused.class);
    assertNothingHeld();
  }

  @Test
  @DisplayName("P2 After a server error the attempt keeps its full hold")
  void keepsTheHoldAfterAServerError() {
    vendor.replays("reported", "openai-500");

    assertThat(unavailable().why()).isEqualTo(Why.VENDOR_ERROR);

    assertThat(model.budgets.state(budget).inDoubt()).isGreaterThan(new BigDecimal("0.0016"));
    assertThat(model.journal).containsExactly("called", "doubted");
  }

  @Test
  void releasesWhatAnOverloadedVendorDidNotTake() {
    vendor.answers(
        503,
        "{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":null}}",
        Map.of());

    assertThat(unavailable().why()).isEqualTo(Why.VENDOR_ERROR);
    assertNothingHeld();
  }

  @Test
  void decidesOnTheHoldWhateverAnErrorLooksLike() {
    List<String> errors =
        List.of(
            "{\"error\":{\"code\":502,\"message\":\"Bad gateway.\",\"param\":null,"
                + "\"type\":\"cf_bad_gateway\"}}",
            "{\"error\":{\"code\":null,\"message\":\"no\",\"param\":7,\"type\":null}}",
            "{\"error\":{\"code\":[\"a\"],\"type\":{}}}",
            "{\"error\":\"no\"}");
    for (int status : List.of(400, 429)) {
      for (String error : errors) {
        vendor.answers(status, error, Map.of());
        assertThatThrownBy(() -> model.ask(PaidModel.question(budget, text)))
            .isInstanceOfAny(RequestRefused.class, ModelUnavailable.class);
      }
    }
    assertNothingHeld();

    for (String error : errors) {
      vendor.answers(503, error, Map.of());
      assertThat(unavailable().why()).isEqualTo(Why.VENDOR_ERROR);
    }
    assertThat(model.lost.listed(budget)).as("none says that it was not taken").hasSize(4);
  }

  @Test
  @DisplayName("B10 A cut answer keeps its hold, and one attempt is one request")
  void keepsTheHoldWhenTheAnswerIsCut() {
    vendor.behaves(ModelRoutesTest::cut);

    assertThat(unavailable().why()).isEqualTo(Why.CONNECTION_CUT);

    assertThat(vendor.asked).hasSize(1);
    assertThat(model.budgets.state(budget).inDoubt()).isPositive();
    assertThat(model.lost.listed(budget)).hasSize(1);
  }

  @Test
  void releasesWhatNeverReachedTheVendor() {
    vendor.close();

    assertThat(unavailable().why()).isEqualTo(Why.VENDOR_ERROR);
    assertNothingHeld();
  }

  @Test
  void holdsCallsBackWhileTheVendorFails() {
    vendor.replays("reported", "openai-500");
    for (int i = 0; i < 10; i++) {
      unavailable();
    }

    assertThat(unavailable().why()).isEqualTo(Why.BREAKER_OPEN);

    assertThat(vendor.asked).hasSize(10);
    assertThat(model.attempts(budget))
        .as("nothing is held for a call that won't leave")
        .hasSize(10);
  }

  @Test
  @DisplayName(
      "B13 Usage with an unknown field is not priced at zero: the model and the field are named,"
          + " and it stops")
  void stopsAModelWhoseUsageIsNotUnderstood() {
    vendor.says(
        GOOD,
        "stop",
        """
        {"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"moon_tokens":7}\
        """);

    ModelUnavailable unclear = unavailable();

    assertThat(unclear.why()).isEqualTo(Why.MODEL_STOPPED);
    assertThat(unclear)
        .hasMessageContaining(PaidModel.MODEL)
        .hasMessageContaining("usage.moon_tokens");
    assertThat(model.budgets.state(budget).charged()).isEqualByComparingTo("0");
    assertThat(model.budgets.state(budget).inDoubt()).isPositive();
    assertThat(unavailable().why()).isEqualTo(Why.MODEL_STOPPED);
    assertThat(vendor.asked).hasSize(1);
    model.stops.clear(hub.Mode.SANDBOX, "openai", PaidModel.MODEL, TestDatabase.USER);
  }

  @Test
  void chargesAnAnswerWithoutAnyChoice() {
    vendor.answers(
        200,
        FakeModel.completion("null", "stop", FakeModel.usage(100, 40, 20, 5))
            .replaceAll("\"choices\":\\[.*?\\],", "\"choices\":[],"),
        Map.of());

    Answer.Malformed answer = (Answer.Malformed) model.ask(PaidModel.question(budget, text));

    assertThat(answer.why()).isEqualTo("the answer holds no choice");
    assertThat(answer.charge()).isEqualByComparingTo("0.0003");
    assertThat(model.attempts(budget)).containsExactly("settled malformed");
  }

  @Test
  @DisplayName("B11 A charge comes from reported usage alone, whatever was counted or answered")
  void chargesReportedUsageAlone() {
    BigDecimal before = BigDecimal.ZERO;
    for (String content : List.of(GOOD, GOOD + " ".repeat(900))) {
      for (long tokens : List.of(1L, 100L)) {
        vendor.says(content, "stop", FakeModel.usage(tokens, 0, tokens, 0));
        model.ask(PaidModel.question(budget, text + " again " + UUID.randomUUID()));

        BigDecimal charged = model.budgets.state(budget).charged();
        assertThat(charged.subtract(before))
            .as("%d tokens reported for %d letters", tokens, content.length())
            .isEqualByComparingTo(price(tokens));
        before = charged;
      }
    }
    vendor.says(GOOD, "stop", "null");
    assertThat(unavailable().why()).isEqualTo(Why.MODEL_STOPPED);

    assertThat(model.budgets.state(budget).charged())
        .as("nothing is charged for an answer whose usage was not reported")
        .isEqualByComparingTo(before);
    model.stops.clear(hub.Mode.SANDBOX, "openai", PaidModel.MODEL, TestDatabase.USER);
  }

  /** So many tokens in and as many out. */
  private BigDecimal price(long tokens) {
    return model.prices.current(PaidModel.MODEL).cost(new Tokens(tokens, 0, 0, tokens, 0));
  }

  @Test
  @DisplayName("B12 Parts of the input that do not sum to the whole are not priced")
  void refusesPartsThatDoNotSum() {
    for (String usage :
        List.of(
            FakeModel.usage(100, 101, 20, 0),
            FakeModel.usage(100, 0, 20, 21),
            "{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":121}",
            "null")) {
      vendor.says(GOOD, "stop", usage);

      assertThat(unavailable().why()).isEqualTo(Why.MODEL_STOPPED);
      model.stops.clear(hub.Mode.SANDBOX, "openai", PaidModel.MODEL, TestDatabase.USER);
    }
    assertThat(model.budgets.state(budget).charged()).isEqualByComparingTo("0");
  }

  @Test
  void neverAsksTheSandboxForLiveWork() {
    Question asked = PaidModel.question(budget, text);
    Question live =
        new Question(
            asked.workspaceId(),
            budget,
            asked.jobId(),
            hub.Mode.LIVE,
            "classify",
            asked.prompt(),
            asked.data(),
            1,
            200,
            false);

    assertThatThrownBy(() -> model.ask(live)).isInstanceOf(ModelUnavailable.class);
    assertThat(vendor.asked).isEmpty();
  }

  private ModelUnavailable unavailable() {
    try {
      Object answer = model.ask(PaidModel.question(budget, "again " + UUID.randomUUID()));
      throw new AssertionError("Answered: " + answer);
    } catch (ModelUnavailable unavailable) {
      return unavailable;
    }
  }

  private void assertNothingHeld() {
    assertThat(model.budgets.state(budget).held()).isEqualByComparingTo("0");
    assertThat(model.budgets.state(budget).charged()).isEqualByComparingTo("0");
  }

  private static void cut(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write("{\"id\":".getBytes());
    exchange.getResponseBody().flush();
    exchange.close();
  }
}
