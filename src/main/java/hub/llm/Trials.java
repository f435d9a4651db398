package hub.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.Mode;
import hub.Sha256;
import hub.budget.Budgets;
import hub.vendors.VendorStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * One paid call that shows whether the live model works as it is set up, before anything depends on
 * it. Paid for as every call: held, sent, settled, and recorded against a budget of its own.
 */
@Service
public class Trials {
  private static final int LONGEST_ANSWER = 1_000;

  /** A budget can't be nothing, even where the call is free. */
  private static final BigDecimal LEAST_BUDGET = new BigDecimal("0.0001");

  /** The least number of 18 digits. */
  private static final long LEAST = 100_000_000_000_000_000L;

  private static final String TEXT =
      "You are asked whether you can be reached. Answer with the word that the message names.";

  private final PaidCalls calls;
  private final Asking model;
  private final Budgets budgets;
  private final Prices prices;
  private final ModelAccess access;
  private final VendorStore store;
  private final JdbcClient jdbc;

  Trials(
      PaidCalls calls,
      Asking model,
      Budgets budgets,
      Prices prices,
      ModelAccess access,
      VendorStore store,
      JdbcClient jdbc) {
    this.calls = calls;
    this.model = model;
    this.budgets = budgets;
    this.prices = prices;
    this.access = access;
    this.store = store;
    this.jdbc = jdbc;
  }

  /**
   * A trial that was made.
   *
   * @param state as the attempt's: {@code settled}, {@code released}, {@code doubt}, ...
   * @param outcome {@code answered} and the like; null unless it is settled
   * @param charge in US dollars, exact; null unless it is settled
   * @param hold what was set aside for it, in US dollars
   */
  public record Trial(
      String model,
      String state,
      @Nullable String outcome,
      @Nullable BigDecimal charge,
      BigDecimal hold,
      Instant at) {}

  /** The last trial; empty if none was made. */
  public Optional<Trial> last() {
    return jdbc.sql(
            """
            select model, state, outcome, charge, hold, held_at
              from attempt
             where stage = :stage
             order by held_at desc
             limit 1
            """)
        .param("stage", Question.TRIAL)
        .query(
            (row, n) ->
                new Trial(
                    row.getString("model"),
                    row.getString("state"),
                    row.getString("outcome"),
                    row.getBigDecimal("charge"),
                    row.getBigDecimal("hold"),
                    row.getTimestamp("held_at").toInstant()))
        .optional();
  }

  /**
   * The most that a trial can be charged, in US dollars; asks nobody.
   *
   * @throws ModelUnavailable if key or price is missing
   */
  public BigDecimal worstCase(UUID workspace) {
    return calls.worstCase(question(workspace, new UUID(0, 0))).charge();
  }

  /**
   * Asks the live model once.
   *
   * @param most what was shown and agreed to, in US dollars; if it would cost more, nothing is sent
   * @throws ModelUnavailable if it can't be asked, saying why
   * @throws RequestRefused if the vendor refuses the request
   */
  public Answer ask(UUID workspace, UUID user, BigDecimal most) {
    UUID budget = UUID.randomUUID();
    budgets.open(budget, workspace, user, most.max(LEAST_BUDGET));
    Answer answer = model.ask(question(workspace, budget));
    if (answer instanceof Answer.Answered) {
      store.tried(ConfiguredModels.VENDOR);
    }
    return answer;
  }

  /**
   * Each has a number of its own, so that no recorded answer serves it; always as long, so that all
   * cost as much as was shown.
   */
  private Question question(UUID workspace, UUID budget) {
    String name = access.of(Mode.LIVE).model();
    long most = prices.find(name).map(ModelPrice::maxOutput).orElse((long) LONGEST_ANSWER);
    return new Question(
        workspace,
        budget,
        UUID.randomUUID(),
        Mode.LIVE,
        Question.TRIAL,
        prompt(),
        "{\"word\": \"open\", \"number\": "
            + ThreadLocalRandom.current().nextLong(LEAST, 10 * LEAST)
            + "}",
        1,
        (int) Math.min(most, LONGEST_ANSWER),
        false);
  }

  private static Prompt prompt() {
    JsonNode schema = schema();
    return new Prompt("trial", "v1", Sha256.hex(TEXT + schema, 6), TEXT, schema);
  }

  private static JsonNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties").putObject("word").put("type", "string");
    schema.putArray("required").add("word");
    return schema.put("additionalProperties", false);
  }
}
