package hub.ledger;

import hub.Mode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The workspaces' accounts. Calls are entered by the statement that settles them ({@link
 * hub.budget.Budgets#settle}); whatever a person gives or takes is entered here. Nothing is ever
 * changed: what was wrong is put right by another entry. An entry takes no lock that another could
 * wait for; its place in the chain is given later.
 */
@Repository
public class Ledger {
  private static final String CHAINED =
      "select entry.*, link.seq, link.hash from ledger_link link join ledger_entry entry using"
          + " (workspace_id, position) ";

  private final JdbcClient jdbc;
  private final Clock clock;

  public Ledger(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** An entry in its place. */
  public record Chained(long seq, String hash, Entry entry) {}

  /**
   * How a workspace's account stands.
   *
   * @param entries entries that the chain holds
   * @param unchained entries that it does not hold yet
   */
  public record State(long entries, long unchained) {}

  /**
   * Lowers what the workspace owes.
   *
   * @param amount in US dollars, more than zero
   * @return the entry's position
   * @throws LedgerRefused if amount or reason is none
   */
  public long credit(UUID workspaceId, Mode mode, BigDecimal amount, String reason, UUID author) {
    return write(workspaceId, Entry.Kind.CREDIT, mode, given(amount).negate(), reason, author);
  }

  /**
   * Gives back what was paid; otherwise as {@link #credit}.
   *
   * @throws LedgerRefused if amount or reason is none
   */
  public long refund(UUID workspaceId, Mode mode, BigDecimal amount, String reason, UUID author) {
    return write(workspaceId, Entry.Kind.REFUND, mode, given(amount).negate(), reason, author);
  }

  /**
   * As {@link #refund}, by a credit note.
   *
   * @param reason begins with the credit note's number
   * @param author null if it was made at Stripe itself
   */
  public long giveBack(
      UUID workspaceId, Mode mode, BigDecimal amount, String reason, @Nullable UUID author) {
    return write(workspaceId, Entry.Kind.REFUND, mode, given(amount).negate(), reason, author);
  }

  /**
   * Puts right what was wrong.
   *
   * @param change in US dollars; below zero lowers what is owed
   * @throws LedgerRefused if the change is zero or the reason none
   */
  public long adjust(UUID workspaceId, Mode mode, BigDecimal change, String reason, UUID author) {
    if (change.signum() == 0) {
      throw new LedgerRefused("An adjustment of nothing changes nothing. Type an amount.");
    }
    return write(workspaceId, Entry.Kind.ADJUSTMENT, mode, change, reason, author);
  }

  /**
   * Enters what rounding an invoice to whole cents added or took; no person writes it.
   *
   * @param change in US dollars, less than a cent either way
   */
  public long round(UUID workspaceId, Mode mode, BigDecimal change, String invoice) {
    return write(workspaceId, Entry.Kind.ROUNDING, mode, change, invoice, null);
  }

  private static BigDecimal given(BigDecimal amount) {
    if (amount.signum() <= 0) {
      throw new LedgerRefused("What is given back is more than zero. Type an amount like 2.50.");
    }
    return amount;
  }

  private long write(
      UUID workspaceId,
      Entry.Kind kind,
      Mode mode,
      BigDecimal charge,
      String reason,
      @Nullable UUID author) {
    if (reason.isBlank() || reason.length() > 500) {
      throw new LedgerRefused("Say why, in 1 to 500 characters: whoever pays will read it.");
    }
    return jdbc.sql(
            """
            with entry as (
              insert into ledger_entry (workspace_id, kind, mode, charge, reason, author, at)
              values (:workspace, :kind, :mode, :charge, :reason, :author, :now)
              returning workspace_id, position)
            insert into ledger_unchained (workspace_id, position)
            select workspace_id, position from entry
            returning position
            """)
        .param("workspace", workspaceId)
        .param("kind", kind.word())
        .param("mode", mode.word())
        .param("charge", charge)
        .param("reason", reason.strip())
        .param("author", author)
        .param("now", Timestamp.from(clock.instant()))
        .query(Long.class)
        .single();
  }

  /** How the workspace's account stands at this instant. */
  public State state(UUID workspaceId) {
    return jdbc.sql(
            """
            select coalesce((select max(seq) from ledger_link where workspace_id = :workspace), 0)
                     as entries,
                   (select count(*) from ledger_unchained where workspace_id = :workspace)
                     as unchained
            """)
        .param("workspace", workspaceId)
        .query(State.class)
        .single();
  }

  /**
   * The exact sum of all charges, in US dollars; below zero if more was given back. Reads the whole
   * account.
   */
  public BigDecimal charge(UUID workspaceId) {
    return jdbc.sql(
            "select coalesce(sum(charge), 0) from ledger_entry where workspace_id = :workspace")
        .param("workspace", workspaceId)
        .query(BigDecimal.class)
        .single();
  }

  /**
   * Entries in their chain's order, the newest first.
   *
   * @param before only entries before this place; {@link Long#MAX_VALUE} for the newest
   */
  public List<Chained> newest(UUID workspaceId, long before, int most) {
    return jdbc.sql(
            CHAINED
                + "where workspace_id = :workspace and seq < :before order by seq desc limit :most")
        .param("workspace", workspaceId)
        .param("before", before)
        .param("most", most)
        .query(Ledger::chained)
        .list();
  }

  /** Entries from one place of the chain to another, both within. */
  public List<Chained> between(UUID workspaceId, long first, long last) {
    return jdbc.sql(
            CHAINED
                + "where workspace_id = :workspace and seq between :first and :last order by seq")
        .param("workspace", workspaceId)
        .param("first", first)
        .param("last", last)
        .query(Ledger::chained)
        .list();
  }

  /** The entry at this place of the workspace's chain. */
  public Optional<Chained> find(UUID workspaceId, long seq) {
    return jdbc.sql(CHAINED + "where workspace_id = :workspace and seq = :seq")
        .param("workspace", workspaceId)
        .param("seq", seq)
        .query(Ledger::chained)
        .optional();
  }

  private static Chained chained(ResultSet rows, int n) throws SQLException {
    return new Chained(rows.getLong("seq"), rows.getString("hash"), EntryRows.entry(rows, n));
  }
}
