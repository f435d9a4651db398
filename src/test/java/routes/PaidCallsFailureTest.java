package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.TestDatabase;
import hub.llm.Answer;
import hub.llm.Question;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaidCallsFailureTest {

  @Test
  @DisplayName("B6 Without the database no vendor is called")
  void callsNobodyWithoutTheDatabase() {
    try (FakeModel vendor = new FakeModel();
        TestDatabase database = TestDatabase.fresh();
        PaidModel model =
            new PaidModel(database.dataSource(), Clock.systemUTC(), vendor.baseUrl(), "sk-test")) {
      Question question = PaidModel.question(model.budget("1.00"), "text");
      database.close();

      assertThatThrownBy(() -> model.ask(question)).isInstanceOf(RuntimeException.class);

      assertThat(vendor.asked).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "B15 The database fails after the answer: nothing is charged, and the attempt ends in doubt"
          + " with its hold")
  void keepsTheHoldWhenTheSettlementFails() {
    try (FakeModel vendor = new FakeModel();
        TestDatabase database = TestDatabase.fresh();
        PaidModel model =
            new PaidModel(database.dataSource(), Clock.systemUTC(), vendor.baseUrl(), "sk-test")) {
      UUID budget = model.budget("1.00");
      UUID job = UUID.randomUUID();
      vendor.says("{\"items\":[]}", "stop", FakeModel.usage(50, 0, 5, 0));
      database.asOwner().sql("revoke insert on ledger_entry from sluice").update();

      assertThatThrownBy(() -> model.ask(PaidModel.question(budget, job, "text", 100)))
          .isInstanceOf(RuntimeException.class);

      assertThat(model.attempts(budget)).containsExactly("sent");
      assertThat(model.journal).containsExactly("called");
      model.lost.recoverJob(job);
      assertThat(model.lost.listed(budget)).hasSize(1);
      assertThat(model.budgets.state(budget).charged()).isEqualByComparingTo("0");
      assertThat(model.budgets.state(budget).inDoubt()).isPositive();
    }
  }

  @Test
  @DisplayName("B9 The sandbox never counts more input than was held for")
  void holdsForAtLeastWhatTheSandboxCounts() {
    try (SandboxServer sandbox = SandboxServer.start(SandboxOptions.standard(3));
        TestDatabase database = TestDatabase.fresh();
        PaidModel model =
            new PaidModel(
                database.dataSource(),
                Clock.systemUTC(),
                sandbox.url() + "/openai/v1",
                sandbox.secrets().openaiKey())) {
      UUID budget = model.budget("5.00");
      for (String text :
          new String[] {
            "",
            "short",
            "Zwölf Boxkämpfer 🥊 ".repeat(50),
            "<|endoftext|>".repeat(20),
            "{\"a\":\"\\n\"}".repeat(30)
          }) {
        assertThat(model.ask(PaidModel.question(budget, text)))
            .isInstanceOfAny(Answer.Answered.class, Answer.Malformed.class);
      }

      assertThat(
              database
                  .jdbc()
                  .sql(
                      "select count(*) from attempt where uncached_tokens + cached_tokens >"
                          + " counted_input")
                  .query(Long.class)
                  .single())
          .isZero();
      assertThat(
              database
                  .jdbc()
                  .sql(
                      "select max(counted_input::numeric / (uncached_tokens + cached_tokens)) from"
                          + " attempt")
                  .query(BigDecimal.class)
                  .single())
          .isLessThan(new BigDecimal("1.5"));
    }
  }
}
