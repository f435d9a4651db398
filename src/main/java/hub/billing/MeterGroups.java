package hub.billing;

import hub.Mode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The lasting record of what was told to Stripe, and what may have been. A group is written with
 * its numbers once; only its way to Stripe goes on.
 */
@Repository
public class MeterGroups {
  /** A call that has not ended after this long has no process any more. */
  static final Duration LONGEST_CALL = Duration.ofMinutes(3);

  /** Stripe takes whole numbers of 15 digits at most; a unit less leaves room for rounding. */
  private static final BigDecimal MOST = new BigDecimal("999999999.999998");

  private final JdbcClient jdbc;
  private final Clock clock;

  public MeterGroups(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Charges(long lastSeq, BigDecimal sum) {}

  /**
   * Closes a group over everything chained since the last one, if that is worth at least a
   * millionth of a dollar and this minute is free. Calls, credits and adjustments of the account's
   * mode are billed; refunds and the rounding of invoices are not, since they are about money
   * already paid.
   */
  public Optional<MeterGroup> close(BillingAccount account) {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    Optional<MeterGroup> last = last(account);
    long after = last.map(MeterGroup::lastSeq).orElse(account.billedFrom());
    Charges charges = charges(account, after);
    BigDecimal before = last.map(MeterGroup::totalAfter).orElse(BigDecimal.ZERO);
    BigDecimal total = before.add(charges.sum());
    long value = units(total) - units(before);
    boolean isFree =
        last.map(group -> group.minute().isBefore(minute)).orElse(true)
            && !minute.isBefore(account.periodStart());
    if (value < 1 || !isFree) {
      return Optional.empty();
    }
    long number = last.map(MeterGroup::number).orElse(0L) + 1;
    return insert(account, number, minute, after + 1, charges.lastSeq(), before, total, value);
  }

  /** The running total in whole units, the half to the even one. */
  static long units(BigDecimal total) {
    return total
        .movePointRight(Catalog.DECIMALS)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /** As far as it fits into one event; the rest is told in the next minute. */
  private Charges charges(BillingAccount account, long after) {
    return jdbc.sql(
            """
            select seq as last_seq, sum
              from (select link.seq,
                           coalesce(sum(entry.charge) filter (
                             where entry.mode = :mode
                               and entry.kind in ('call', 'credit', 'adjustment'))
                             over (order by link.seq), 0) as sum
                      from ledger_link link join ledger_entry entry using (workspace_id, position)
                     where link.workspace_id = :workspace and link.seq > :after) running
             where sum <= :most
             order by seq desc
             limit 1
            """)
        .param("most", MOST)
        .param("workspace", account.workspaceId())
        .param("mode", account.mode().word())
        .param("after", after)
        .query(Charges.class)
        .optional()
        .orElse(new Charges(after, BigDecimal.ZERO));
  }

  /** Empty if another process closed it first. */
  private Optional<MeterGroup> insert(
      BillingAccount account,
      long number,
      Instant minute,
      long first,
      long last,
      BigDecimal before,
      BigDecimal after,
      long value) {
    return jdbc.sql(
            """
            insert into meter_group (workspace_id, mode, number, minute, first_seq, last_seq,
                                     total_before, total_after, value, identifier, state, closed_at)
            values (:workspace, :mode, :number, :minute, :first, :last,
                    :before, :after, :value, :identifier, 'closed', :now)
            on conflict do nothing
            returning *
            """)
        .param("workspace", account.workspaceId())
        .param("mode", account.mode().word())
        .param("number", number)
        .param("minute", Timestamp.from(minute))
        .param("first", first)
        .param("last", last)
        .param("before", before)
        .param("after", after)
        .param("value", value)
        .param("identifier", account.workspaceId() + "-" + account.mode().word() + "-" + number)
        .param("now", now())
        .query(MeterGroups::group)
        .optional();
  }

  private Optional<MeterGroup> last(BillingAccount account) {
    return jdbc.sql(
            """
            select * from meter_group
             where workspace_id = :workspace and mode = :mode
             order by number desc
             limit 1
            """)
        .param("workspace", account.workspaceId())
        .param("mode", account.mode().word())
        .query(MeterGroups::group)
        .optional();
  }

  /** What is to be sent, asked about or sent again, oldest first. */
  public List<MeterGroup> due(Mode mode) {
    jdbc.sql(
            """
            update meter_group
               set state = 'doubt', note = 'The process that sent it ended before the answer came.'
             where mode = :mode and state = 'sending' and last_sent_at < :before
            """)
        .param("mode", mode.word())
        .param("before", Timestamp.from(clock.instant().minus(LONGEST_CALL)))
        .update();
    return jdbc.sql(
            """
            select * from meter_group
             where mode = :mode and state in ('closed', 'doubt')
             order by workspace_id, number
            """)
        .param("mode", mode.word())
        .query(MeterGroups::group)
        .list();
  }

  /**
   * Remembers that it may reach Stripe from now on; to be called, and committed, before it leaves.
   *
   * @param anew whether Stripe surely does not have it, whatever was sent before
   * @return whether it may leave: no other of the account is under way, and nobody was faster
   */
  boolean leaving(MeterGroup group, boolean anew) {
    try {
      return jdbc.sql(
                  """
                  update meter_group
                     set state = 'sending', attempts = attempts + 1, last_sent_at = :now,
                         first_sent_at = case when :anew then :now
                                              else coalesce(first_sent_at, :now) end
                   where workspace_id = :workspace and mode = :mode and number = :number
                     and state = :state and attempts = :attempts
                  """)
              .param("anew", anew)
              .param("now", now())
              .param("workspace", group.workspaceId())
              .param("mode", group.mode().word())
              .param("number", group.number())
              .param("state", group.state())
              .param("attempts", group.attempts())
              .update()
          == 1;
    } catch (DuplicateKeyException anotherIsUnderWay) {
      return false;
    }
  }

  /** Writes where it is now. */
  void become(MeterGroup group, String state, @Nullable String note) {
    jdbc.sql(
            """
            update meter_group set state = :state, note = :note
             where workspace_id = :workspace and mode = :mode and number = :number
            """)
        .param("state", state)
        .param("note", note)
        .param("workspace", group.workspaceId())
        .param("mode", group.mode().word())
        .param("number", group.number())
        .update();
  }

  /** Surely did not reach Stripe this time; what was sent before stays in doubt. */
  void notDone(MeterGroup group, String note) {
    jdbc.sql(
            """
            update meter_group
               set state = case when first_sent_at = last_sent_at then 'closed' else 'doubt' end,
                   first_sent_at = case when first_sent_at = last_sent_at then null
                                        else first_sent_at end,
                   note = :note
             where workspace_id = :workspace and mode = :mode and number = :number
            """)
        .param("note", note)
        .param("workspace", group.workspaceId())
        .param("mode", group.mode().word())
        .param("number", group.number())
        .update();
  }

  /** Stripe told later that it did not count this event. */
  void rejectedLater(Mode mode, String identifier, String note) {
    jdbc.sql(
            """
            update meter_group set state = 'rejected', note = :note
             where mode = :mode and identifier = :identifier and state <> 'rejected'
            """)
        .param("note", note)
        .param("mode", mode.word())
        .param("identifier", identifier)
        .update();
  }

  /**
   * A group that a person had cancelled at Stripe waits for a person again; to be called once
   * Stripe has taken the cancellation.
   */
  void cancelled(MeterGroup group) {
    become(group, "held", "Cancelled at Stripe by a person: it counts no more.");
  }

  /** One of the account's groups. */
  public Optional<MeterGroup> find(UUID workspaceId, Mode mode, long number) {
    return jdbc.sql(
            """
            select * from meter_group
             where workspace_id = :workspace and mode = :mode and number = :number
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .param("number", number)
        .query(MeterGroups::group)
        .optional();
  }

  /**
   * A person lets a rejected or held group go again: for this minute, under a new identifier, so
   * that Stripe cannot take it for the old one.
   *
   * @return whether it was one that waited for a person, and the minute was free
   */
  public boolean sendAgain(UUID workspaceId, Mode mode, long number) {
    return jdbc.sql(
                """
                update meter_group
                   set state = 'closed', minute = :minute, first_sent_at = null, attempts = 0,
                       identifier = regexp_replace(identifier, '/.*$', '') || '/' || :suffix,
                       note = 'Sent again by a person.'
                 where workspace_id = :workspace and mode = :mode and number = :number
                   and state in ('rejected', 'held')
                   and not exists (select from meter_group other
                                    where other.workspace_id = :workspace and other.mode = :mode
                                      and other.minute = :minute)
                """)
            .param("minute", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MINUTES)))
            .param("suffix", Long.toString(clock.instant().getEpochSecond()))
            .param("workspace", workspaceId)
            .param("mode", mode.word())
            .param("number", number)
            .update()
        == 1;
  }

  /**
   * All that an account's groups come to.
   *
   * @param sent how many Stripe has
   * @param sentUnits what those sum to
   * @param units what all sum to
   * @param total the exact running total that they stand for, in US dollars
   * @param lastSentAt when one was sent last; null if none was
   */
  public record Told(
      long sent, long sentUnits, long units, BigDecimal total, @Nullable Instant lastSentAt) {}

  /** All that the account's groups come to. */
  public Told told(UUID workspaceId, Mode mode) {
    return jdbc.sql(
            """
            select count(*) filter (where state = 'sent') as sent,
                   coalesce(sum(value) filter (where state = 'sent'), 0)::bigint as sent_units,
                   coalesce(sum(value), 0)::bigint as units,
                   coalesce(sum(total_after - total_before), 0) as total,
                   max(last_sent_at) as last_sent_at
              from meter_group
             where workspace_id = :workspace and mode = :mode
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .query(Told.class)
        .single();
  }

  /** The account's groups that Stripe does not have for sure, oldest first. */
  public List<MeterGroup> open(UUID workspaceId, Mode mode) {
    return jdbc.sql(
            """
            select * from meter_group
             where workspace_id = :workspace and mode = :mode and state <> 'sent'
             order by number
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .query(MeterGroups::group)
        .list();
  }

  /** The account's groups, newest first. */
  public List<MeterGroup> newest(UUID workspaceId, Mode mode, int most) {
    return jdbc.sql(
            """
            select * from meter_group
             where workspace_id = :workspace and mode = :mode
             order by number desc
             limit :most
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .param("most", most)
        .query(MeterGroups::group)
        .list();
  }

  /** The account's groups of these minutes, oldest first. */
  public List<MeterGroup> between(UUID workspaceId, Mode mode, Instant from, Instant to) {
    return jdbc.sql(
            """
            select * from meter_group
             where workspace_id = :workspace and mode = :mode
               and minute >= :from and minute < :to
             order by number
            """)
        .param("workspace", workspaceId)
        .param("mode", mode.word())
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(MeterGroups::group)
        .list();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  static MeterGroup group(ResultSet rows, int n) throws SQLException {
    return new MeterGroup(
        rows.getObject("workspace_id", UUID.class),
        Mode.of(rows.getString("mode")),
        rows.getLong("number"),
        rows.getTimestamp("minute").toInstant(),
        rows.getLong("first_seq"),
        rows.getLong("last_seq"),
        rows.getBigDecimal("total_before"),
        rows.getBigDecimal("total_after"),
        rows.getLong("value"),
        rows.getString("identifier"),
        rows.getString("state"),
        rows.getInt("attempts"),
        instant(rows.getTimestamp("first_sent_at")),
        instant(rows.getTimestamp("last_sent_at")),
        rows.getString("note"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
