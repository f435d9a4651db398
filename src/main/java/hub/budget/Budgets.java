package hub.budget;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Limits on charges that cannot be overdrawn. Each change is one SQL statement that checks and
 * writes under the budget row's lock, so it holds at any concurrency and over any number of
 * processes; it joins the caller's transaction if there is one.
 *
 * <p>Locks are always taken in this order, so no deadlock is possible: the analysis's row (by the
 * journal), the attempt, the month's spending of its workspace and person (by their ids), its
 * budget, the response cache.
 */
@Repository
public class Budgets {
  private static final String STATE =
      "budget.id, limit_usd, charged, held, in_doubt, earmarked, budget.cost, budget.loss";

  /**
   * Lets the transaction, which must do nothing else that has to last on its own, commit without
   * waiting for the disk: the budget's row is then free for the next caller at once.
   */
  private static final String SOON =
      "with soon as materialized (select set_config('synchronous_commit', 'off', true)), ";

  /**
   * The month's spending, of a workspace and a person that have limits, of attempts that {@code
   * done} has ended; locked before their budget is.
   */
  static final String SPENT_BY =
      """
      spent_by as (
        select account, month, done.charge, done.hold
          from done
          join budget on budget.id = done.budget_id
          join spending on account in (budget.workspace_id, budget.created_by)
                       and month = date_trunc('month', done.held_at at time zone 'UTC')::date
         order by account
           for update of spending),
      spent as (
        update spending
           set charged = spending.charged + coalesce(spent_by.charge, 0),
               held = spending.held - spent_by.hold
          from spent_by
         where spending.account = spent_by.account and spending.month = spent_by.month
        returning 1)
      """;

  /** Has a statement change the budget after {@code spent}. */
  static final String AFTER_SPENT = " and (select count(*) from spent) >= 0 ";

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Instance instance;
  private final ModelStops stops;

  public Budgets(JdbcClient jdbc, Clock clock, Instance instance) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.instance = instance;
    this.stops = new ModelStops(jdbc, clock);
  }

  /**
   * Opens a budget.
   *
   * @param budgetId the analysis's id
   * @param createdBy null when no person did
   * @param limit the most that may be charged, in US dollars
   * @throws InvalidAmount if the limit is no amount or zero
   */
  public void open(UUID budgetId, UUID workspaceId, @Nullable UUID createdBy, BigDecimal limit) {
    jdbc.sql(
            """
            insert into budget (id, workspace_id, created_by, limit_usd, created_at)
            values (:id, :workspace, :by, :limit, :now)
            """)
        .param("id", budgetId)
        .param("workspace", workspaceId)
        .param("by", createdBy)
        .param("limit", Amounts.positive("the budget", limit))
        .param("now", now())
        .update();
  }

  /**
   * Raises the limit; never lowers it.
   *
   * @return the budget with its new limit, or empty if the new limit is not above the old one
   * @throws InvalidAmount if it is no amount
   */
  public Optional<BudgetState> raise(UUID budgetId, BigDecimal newLimit) {
    return jdbc.sql(
            """
            update budget set limit_usd = :limit where id = :id and limit_usd < :limit
            returning
            """
                + STATE)
        .param("id", budgetId)
        .param("limit", Amounts.positive("the new budget", newLimit))
        .query(Budgets::state)
        .optional();
  }

  /**
   * Sets what is kept for merging and ranking, in US dollars; shrinks, or grows within what is
   * free.
   *
   * @return whether it fitted; if not, the earmark is as before
   * @throws InvalidAmount if it is no amount
   */
  public boolean earmark(UUID budgetId, BigDecimal amount) {
    return jdbc.sql(
                """
                update budget set earmarked = :amount
                 where id = :id and charged + held + :amount <= limit_usd
                """)
            .param("id", budgetId)
            .param("amount", Amounts.checked("the earmark", amount))
            .update()
        == 1;
  }

  /** The budget at this instant; empty if there is none of this id. */
  public Optional<BudgetState> find(UUID budgetId) {
    return jdbc.sql("select " + STATE + " from budget where id = :id")
        .param("id", budgetId)
        .query(Budgets::state)
        .optional();
  }

  /** How many attempts of each stage are under way; a stage that has none is left out. */
  public Map<String, Integer> running(UUID budgetId) {
    Map<String, Integer> running = new HashMap<>();
    jdbc.sql(
            """
            select stage, count(*)::int as attempts from attempt
             where budget_id = :id and ended_at is null and state in ('held', 'sent')
             group by stage
            """)
        .param("id", budgetId)
        .query(
            row -> {
              running.put(row.getString("stage"), row.getInt("attempts"));
            });
    return running;
  }

  /** The budget at this instant. */
  public BudgetState state(UUID budgetId) {
    return find(budgetId)
        .orElseThrow(() -> new IllegalArgumentException("There is no budget " + budgetId));
  }

  /**
   * Sets the worst case aside and writes the attempt's row, both or neither. The whole hold must
   * fit: it never shrinks to what is left.
   *
   * <p>Its transaction commits {@linkplain #SOON without waiting for the disk}. Nothing is lost by
   * it: the attempt cannot leave before {@link #sent} has committed, and that commit waits for the
   * disk, on which everything committed before it, this hold too, comes first.
   */
  public Hold hold(NewAttempt attempt) {
    // One instant, as the database keeps it: the month that is charged is the attempt's own.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    LocalDate month = MonthlyLimits.month(now);
    boolean held = tryHold(attempt, now) || openMonth(attempt, month) && tryHold(attempt, now);
    return held ? Hold.HELD : whyNot(attempt);
  }

  private boolean tryHold(NewAttempt attempt, Instant now) {
    return jdbc.sql(
                SOON
                    + """
                    limited as (
                      select account, spending_limit.limit_usd
                        from budget
                        join spending_limit on account in (budget.workspace_id, budget.created_by)
                       where id = :budget),
                    room as (
                      select account
                        from limited
                        join spending using (account)
                       where month = :month and charged + held + :hold <= limit_usd
                       order by account
                         for update of spending),
                    taken as (
                      update budget
                         set held = held + :hold,
                             earmarked = earmarked - case when :fromEarmark then :hold else 0 end
                       where id = :budget and workspace_id = :workspace
                         and (select count(*) from room) = (select count(*) from limited)
                         and not exists (select from payment_pause
                                          where workspace_id = :workspace and mode = :mode)
                         and case when :fromEarmark then earmarked >= :hold
                                  else charged + held + earmarked + :hold <= limit_usd end
                         and not exists (select from model_stop
                                          where mode = :mode and vendor = :vendor and model = :model
                                            and cleared_at is null)
                      returning id),
                    reserved as (
                      update spending set held = spending.held + :hold
                        from room, taken
                       where spending.account = room.account and month = :month)
                    insert into attempt (id, workspace_id, budget_id, job_id, instance_id, mode, vendor,
                                         model, stage, request_hash, price_version, markup, hold,
                                         from_earmark, counted_input, max_output, batched, held_at)
                    select :id, :workspace, taken.id, :job, :instance, :mode, :vendor,
                           :model, :stage, :requestHash, :priceVersion, :markup, :hold,
                           :fromEarmark, :countedInput, :maxOutput, :batched, :now
                      from taken, soon
                    """)
            .param("id", attempt.id())
            .param("workspace", attempt.workspaceId())
            .param("budget", attempt.budgetId())
            .param("job", attempt.jobId())
            .param("instance", instance.id())
            .param("mode", attempt.mode().word())
            .param("vendor", attempt.vendor())
            .param("model", attempt.model())
            .param("stage", attempt.stage())
            .param("requestHash", attempt.requestHash())
            .param("priceVersion", attempt.priceVersion())
            .param("markup", attempt.markup())
            .param("hold", attempt.hold())
            .param("fromEarmark", attempt.fromEarmark())
            .param("countedInput", attempt.countedInput())
            .param("maxOutput", attempt.maxOutput())
            .param("batched", attempt.batched())
            .param("month", Date.valueOf(MonthlyLimits.month(now)))
            .param("now", Timestamp.from(now))
            .update()
        == 1;
  }

  /**
   * Opens the month below each limit of its workspace or person.
   *
   * @return whether there is a limit. Whoever opened its month, this or a hold at the same time,
   *     what was tried before may not have seen it.
   */
  private boolean openMonth(NewAttempt attempt, LocalDate month) {
    return jdbc.sql(
            """
            with limited as (
              select account, budget.workspace_id
                from budget
                join spending_limit on account in (budget.workspace_id, budget.created_by)
               where id = :budget and budget.workspace_id = :workspace),
            opened as (
              insert into spending (account, month, workspace_id)
              select account, :month, workspace_id from limited order by account
              on conflict do nothing)
            select exists (select from limited)
            """)
        .param("month", Date.valueOf(month))
        .param("budget", attempt.budgetId())
        .param("workspace", attempt.workspaceId())
        .query(Boolean.class)
        .single();
  }

  /**
   * Only what has no room in its budget does not fit: that ends work, anything else has it wait.
   */
  private Hold whyNot(NewAttempt attempt) {
    if (stops.isStopped(attempt.mode(), attempt.vendor(), attempt.model())) {
      return Hold.MODEL_STOPPED;
    }
    return jdbc.sql(
            """
            select case when exists (select from payment_pause
                                      where workspace_id = :workspace and mode = :mode) then 'PAYMENT_DUE'
                        when exists (select from budget
                                      where id = :budget and workspace_id = :workspace
                                        and case when :fromEarmark then earmarked >= :hold
                                                 else charged + held + earmarked + :hold <= limit_usd end)
                             then 'OVER_LIMIT'
                        else 'DOES_NOT_FIT' end
            """)
        .param("workspace", attempt.workspaceId())
        .param("mode", attempt.mode().word())
        .param("budget", attempt.budgetId())
        .param("fromEarmark", attempt.fromEarmark())
        .param("hold", attempt.hold())
        .query((row, n) -> Hold.valueOf(row.getString(1)))
        .single();
  }

  /**
   * Marks the attempt sent; to be called, and committed, just before it leaves.
   *
   * @throws WrongState if it is no longer held: it must not leave
   */
  public void sent(UUID attemptId) {
    int rows =
        jdbc.sql(
                "update attempt set state = 'sent', sent_at = :now where id = :id and state ="
                    + " 'held'")
            .param("id", attemptId)
            .param("now", now())
            .update();
    if (rows == 0) {
      throw new WrongState(attemptId, "sent");
    }
  }

  /**
   * Charges what the vendor reported and gives the rest of the hold back, writing the ledger's
   * entry with it, which is chained later. Usage above the hold is recorded in full as loss, never
   * charged, and stops the model. An attempt in doubt whose answer came after all settles too.
   *
   * <p>Its transaction commits {@linkplain #SOON without waiting for the disk}; whatever is then
   * committed on the strength of the answer takes the settlement to the disk before it. If the
   * database crashes in between, the answer is lost with its settlement, as if the hub had died
   * before it could record it: the attempt is found sent and listed in doubt.
   *
   * @param outcome {@code answered}, {@code refused}, {@code truncated} or {@code malformed}
   * @throws WrongState if it is neither sent nor in doubt
   */
  public Settlement settle(UUID attemptId, String outcome, Tokens tokens, Rates rates) {
    return settle(attemptId, outcome, tokens, rates, "sent")
        .or(() -> settle(attemptId, outcome, tokens, rates, "doubt"))
        .orElseThrow(() -> new WrongState(attemptId, "settled"));
  }

  /*
   * A doubt has a statement of its own, here and in release. A statement that waited for the doubt
   * to commit would first try its sums on the budget as it stood before, find less in doubt than it
   * takes out, and fail on the column's check instead of reading the row again.
   */
  private Optional<Settlement> settle(
      UUID attemptId, String outcome, Tokens tokens, Rates rates, String from) {
    return jdbc.sql(
            SOON
                + """
                done as (
                  update attempt
                     set state = 'settled', outcome = :outcome, ended_at = :now,
                         uncached_tokens = :uncached, cached_tokens = :cached,
                         cache_write_tokens = :cacheWrite, output_tokens = :output,
                         reasoning_tokens = :reasoning,
                         uncached_price = :uncachedPrice, cached_price = :cachedPrice,
                         cache_write_price = :cacheWritePrice, output_price = :outputPrice,
                         cost = :cost, charge = least(hold, :cost * markup),
                         loss = greatest(0, :cost * markup - hold)
                   where id = :id and state = :from
                  returning *),
                entry as (
                  insert into ledger_entry (attempt_id, workspace_id, budget_id, mode, vendor, model, stage,
                                            price_version, uncached_tokens, cached_tokens,
                                            cache_write_tokens, output_tokens, reasoning_tokens,
                                            uncached_price, cached_price, cache_write_price, output_price,
                                            cost, markup, charge, loss, at)
                  select id, workspace_id, budget_id, mode, vendor, model, stage,
                         price_version, uncached_tokens, cached_tokens,
                         cache_write_tokens, output_tokens, reasoning_tokens,
                         uncached_price, cached_price, cache_write_price, output_price,
                         cost, markup, charge, loss, :now
                    from done
                  returning workspace_id, position),
                unchained as (
                  insert into ledger_unchained (workspace_id, position)
                  select workspace_id, position from entry),
                stop as (
                  insert into model_stop (mode, vendor, model, attempt_id, why, stopped_at)
                  select mode, vendor, model, id, 'usage above the hold', :now from done where loss > 0
                  on conflict do nothing),
                """
                + SPENT_BY
                + """
                update budget
                   set charged = charged + done.charge,
                       held = held - done.hold,
                       in_doubt = in_doubt - case when done.doubted_at is null then 0 else done.hold end,
                       cost = budget.cost + done.cost,
                       loss = budget.loss + done.loss
                  from done, soon
                 where budget.id = done.budget_id
                """
                + AFTER_SPENT
                + "returning done.charge as settled_charge, done.loss as settled_loss, "
                + STATE)
        .param("id", attemptId)
        .param("from", from)
        .param("outcome", outcome)
        .param("uncached", tokens.uncached())
        .param("cached", tokens.cached())
        .param("cacheWrite", tokens.cacheWrite())
        .param("output", tokens.output())
        .param("reasoning", tokens.reasoning())
        .param("uncachedPrice", rates.uncached())
        .param("cachedPrice", rates.cached())
        .param("cacheWritePrice", rates.cacheWrite())
        .param("outputPrice", rates.output())
        .param("cost", Amounts.checked("the cost", rates.cost(tokens)))
        .param("now", now())
        .query(
            (rows, n) ->
                new Settlement(
                    rows.getBigDecimal("settled_charge"),
                    rows.getBigDecimal("settled_loss"),
                    state(rows, n)))
        .optional();
  }

  /**
   * Gives the hold back to where it came from: the attempt was never sent, or the vendor surely did
   * not bill it.
   *
   * @param why in words, kept with the attempt; no vendor's or forum's text
   * @throws WrongState if it has ended before
   */
  public BudgetState release(UUID attemptId, String why) {
    return release(attemptId, why, List.of("held", "sent"))
        .or(() -> release(attemptId, why, List.of("doubt")))
        .orElseThrow(() -> new WrongState(attemptId, "released"));
  }

  /** As {@link #release}, but only while it surely has not left. */
  BudgetState releaseUnsent(UUID attemptId, String why) {
    return release(attemptId, why, List.of("held"))
        .orElseThrow(() -> new WrongState(attemptId, "released"));
  }

  private Optional<BudgetState> release(UUID attemptId, String why, List<String> from) {
    return jdbc.sql(
            """
            with done as (
              update attempt set state = 'released', outcome = :why, ended_at = :now
               where id = :id and state in (:from)
              returning budget_id, hold, charge, held_at, from_earmark, doubted_at),
            """
                + SPENT_BY
                + """
                update budget
                   set held = held - done.hold,
                       earmarked = earmarked + case when done.from_earmark then done.hold else 0 end,
                       in_doubt = in_doubt - case when done.doubted_at is null then 0 else done.hold end
                  from done
                 where budget.id = done.budget_id
                """
                + AFTER_SPENT
                + "returning "
                + STATE)
        .param("id", attemptId)
        .param("why", why)
        .param("from", from)
        .param("now", now())
        .query(Budgets::state)
        .optional();
  }

  /**
   * The attempt was sent and its answer never came: its whole hold stays until usage is known or 24
   * h have passed.
   *
   * @param why in words, kept with the attempt
   * @throws WrongState if it is not sent, or in doubt already
   */
  public BudgetState doubt(UUID attemptId, String why) {
    return jdbc.sql(
            """
            with done as (
              update attempt set state = 'doubt', outcome = :why, doubted_at = :now
               where id = :id and state = 'sent'
              returning budget_id, hold)
            update budget set in_doubt = in_doubt + done.hold
              from done
             where budget.id = done.budget_id
            returning
            """
                + STATE)
        .param("id", attemptId)
        .param("why", why)
        .param("now", now())
        .query(Budgets::state)
        .optional()
        .orElseThrow(() -> new WrongState(attemptId, "put in doubt"));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static BudgetState state(ResultSet rows, int n) throws SQLException {
    return new BudgetState(
        rows.getObject("id", UUID.class),
        rows.getBigDecimal("limit_usd"),
        rows.getBigDecimal("charged"),
        rows.getBigDecimal("held"),
        rows.getBigDecimal("in_doubt"),
        rows.getBigDecimal("earmarked"),
        rows.getBigDecimal("cost"),
        rows.getBigDecimal("loss"));
  }
}
