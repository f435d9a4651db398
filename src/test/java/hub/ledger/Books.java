package hub.ledger;

import hub.Mode;
import hub.TestDatabase;
import hub.budget.Budgets;
import hub.budget.Hold;
import hub.budget.Instance;
import hub.budget.NewAttempt;
import hub.budget.Rates;
import hub.budget.SettableClock;
import hub.budget.Tokens;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The room's beans as one process has them, and short ways to make entries. */
public final class Books {
  public static final BigDecimal FOUR = new BigDecimal("4");
  private static final Rates RATES =
      new Rates(
          new BigDecimal("0.00000025"),
          new BigDecimal("0.000000025"),
          new BigDecimal("0.0000003125"),
          new BigDecimal("0.000002"));

  public final SettableClock clock = new SettableClock();
  public final JdbcClient jdbc;
  public final TransactionTemplate transaction;
  public final Budgets budgets;
  public final Ledger ledger;
  public final Chainer chainer;
  public final Checkpoints checkpoints;
  public final ChainCheck check;

  /** Checkpoints and keys go below this folder. */
  public Books(DataSource source, Path folder) {
    this.jdbc = JdbcClient.create(source);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    LedgerSettings settings =
        new LedgerSettings(
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            100,
            folder.resolve("checkpoints"),
            folder.resolve("ledger.key").toString());
    this.budgets = new Budgets(jdbc, clock, Instance.fresh());
    this.ledger = new Ledger(jdbc, clock);
    this.chainer = new Chainer(jdbc, transaction, clock);
    this.checkpoints =
        new Checkpoints(jdbc, clock, new SigningKeys(settings, folder.resolve("data")), settings);
    this.check = new ChainCheck(jdbc, source, transaction, checkpoints);
  }

  /** A workspace without people. */
  public UUID workspace(TestDatabase database) {
    UUID id = UUID.randomUUID();
    database
        .asOwner()
        .sql("insert into workspace (id, name) values (:id, 'Another')")
        .param("id", id)
        .update();
    return id;
  }

  public UUID budget(UUID workspace, String limit) {
    UUID id = UUID.randomUUID();
    budgets.open(id, workspace, null, new BigDecimal(limit));
    return id;
  }

  /** A settled call, charged four times its cost. */
  public UUID settled(UUID workspace, UUID budget, Tokens tokens) {
    return settled(workspace, budget, tokens, RATES, FOUR, new BigDecimal("0.5"));
  }

  public UUID settled(
      UUID workspace, UUID budget, Tokens tokens, Rates rates, BigDecimal markup, BigDecimal hold) {
    UUID id = UUID.randomUUID();
    NewAttempt attempt =
        new NewAttempt(
            id,
            workspace,
            budget,
            null,
            Mode.SANDBOX,
            "openai",
            "model-" + id,
            "classify",
            "hash",
            1,
            markup,
            hold,
            false,
            1000,
            100);
    if (budgets.hold(attempt) != Hold.HELD) {
      throw new AssertionError("The hold did not fit");
    }
    budgets.sent(id);
    budgets.settle(id, "answered", tokens, rates);
    return id;
  }

  /** Credits of so many cents one after the other, chained. */
  public void credited(UUID workspace, int entries) {
    for (int i = 1; i <= entries; i++) {
      ledger.credit(
          workspace, Mode.SANDBOX, new BigDecimal("0.01"), "credit " + i, TestDatabase.USER);
    }
    chainer.chain(workspace);
  }

  /** Signs every chain that grew enough or waited long enough. */
  public void signDue() {
    checkpoints.signDue(Book.LEDGER);
  }
}
