package hub.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What workspaces and people may be charged in a month, which the statement that holds for an
 * attempt keeps ({@link Budgets#hold}). A limit that is lowered below what is charged and held
 * stops new attempts and takes nothing back.
 */
@Repository
public class MonthlyLimits {
  private static final List<Integer> TOLD_AT = List.of(100, 80, 50);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** What attempts of one workspace that were held in a month use, by workspace and person. */
  private static final String USED =
      """
      used as (
        select account, sum(coalesce(charge, 0)) as charged,
               coalesce(sum(hold) filter (where ended_at is null), 0) as held
          from (select attempt.workspace_id, created_by, attempt.charge, attempt.hold, attempt.ended_at
                  from attempt join budget on budget.id = attempt.budget_id
                 where attempt.workspace_id = :workspace
                   and held_at >= cast(:month as date)::timestamp at time zone 'UTC'
                   and held_at < (cast(:month as date) + interval '1 month') at time zone 'UTC') as made,
               lateral (values (made.workspace_id), (made.created_by)) as of (account)
         group by account)
      """;

  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final Clock clock;

  public MonthlyLimits(TransactionTemplate transaction, JdbcClient jdbc, Clock clock) {
    this.transaction = transaction;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A limit and what of it is used this month, in US dollars.
   *
   * @param account the workspace's or the person's id
   * @param person the person's name; null for the workspace's own
   * @param limit null if there is none
   * @param charged what attempts of this month were charged
   * @param held the worst case of those under way
   */
  public record Standing(
      UUID account,
      UUID workspaceId,
      @Nullable String person,
      @Nullable BigDecimal limit,
      BigDecimal charged,
      BigDecimal held) {

    /** Charged and held. */
    public BigDecimal used() {
      return charged.add(held);
    }

    /**
     * What part of the limit is charged and held, in whole percent, rounded down; 0 without one.
     */
    public int percent() {
      return limit == null
          ? 0
          : used().multiply(HUNDRED).divide(limit, 0, RoundingMode.DOWN).intValue();
    }

    /** The highest of 50, 80 and 100 percent that is reached; 0 below. */
    public int alert() {
      return TOLD_AT.stream().filter(step -> percent() >= step).findFirst().orElse(0);
    }
  }

  /** The month, of UTC, as its first day. */
  static LocalDate month(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
  }

  /**
   * Sets, changes or ends a limit.
   *
   * @param account the workspace's id or that of one of its people
   * @param limit in US dollars a month; null for none
   * @throws InvalidAmount if it is no amount or zero
   */
  public void set(UUID workspaceId, UUID account, @Nullable BigDecimal limit, UUID by) {
    BigDecimal checked = limit == null ? null : Amounts.positive("the limit", limit);
    transaction.executeWithoutResult(
        status -> {
          // Nobody holds, settles or releases until what they did before is counted.
          jdbc.sql("lock table spending in access exclusive mode").update();
          if (checked == null) {
            remove(workspaceId, account);
          } else {
            put(workspaceId, account, checked, by);
          }
        });
  }

  private void remove(UUID workspaceId, UUID account) {
    for (String table : List.of("spending_limit", "spending")) {
      jdbc.sql(
              "delete from %s where account = :account and workspace_id = :workspace"
                  .formatted(table))
          .param("account", account)
          .param("workspace", workspaceId)
          .update();
    }
  }

  private void put(UUID workspaceId, UUID account, BigDecimal limit, UUID by) {
    jdbc.sql(
            """
            insert into spending_limit (account, workspace_id, limit_usd, set_by, set_at)
            values (:account, :workspace, :limit, :by, :now)
            on conflict (account) do update
               set limit_usd = :limit, set_by = :by, set_at = :now
             where spending_limit.workspace_id = :workspace
            """)
        .param("account", account)
        .param("workspace", workspaceId)
        .param("limit", limit)
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    // Of a new limit everything is told anew.
    jdbc.sql(
            "with "
                + USED
                + """
                insert into spending (account, month, workspace_id, charged, held)
                select :account, :month, :workspace, coalesce(sum(charged), 0), coalesce(sum(held), 0)
                  from used where account = :account
                on conflict (account, month) do update set told = 0
                """)
        .param("account", account)
        .param("workspace", workspaceId)
        .param("month", Date.valueOf(month(clock.instant())))
        .update();
  }

  /** The workspace's own standing first, then everybody's who may spend or has spent, by name. */
  public List<Standing> of(UUID workspaceId) {
    return jdbc.sql(
            "with "
                + USED
                + """
                select of.account, of.workspace_id, of.name, limit_usd,
                       coalesce(charged, 0) as charged, coalesce(held, 0) as held
                  from (select id as account, id as workspace_id, cast(null as text) as name
                          from workspace where id = :workspace
                        union all
                        select id, workspace_id, name from app_user
                         where workspace_id = :workspace and ended_at is null
                           and role in ('owner', 'analyst')) as of
                  left join spending_limit on spending_limit.account = of.account
                  left join used on used.account = of.account
                 order by of.name is not null, lower(of.name), of.account
                """)
        .param("month", Date.valueOf(month(clock.instant())))
        .param("workspace", workspaceId)
        .query(MonthlyLimits::standing)
        .list();
  }

  /**
   * The standings that reached 50, 80 or 100 percent of their limits since this was last asked,
   * each once; in any number of processes one hears of it.
   */
  public List<Standing> newlyReached() {
    return jdbc
        .sql(
            """
            select account, workspace_id, name, spending_limit.limit_usd, charged, held
              from spending_limit
              join spending using (account, workspace_id)
              left join (select id as account, name from app_user) as person using (account)
             where month = :month
            """)
        .param("month", Date.valueOf(month(clock.instant())))
        .query(MonthlyLimits::standing)
        .list()
        .stream()
        .filter(each -> each.alert() > 0 && tell(each))
        .toList();
  }

  private boolean tell(Standing standing) {
    return jdbc.sql(
                """
                update spending set told = :step
                 where account = :account and month = :month and told < :step
                """)
            .param("step", standing.alert())
            .param("account", standing.account())
            .param("month", Date.valueOf(month(clock.instant())))
            .update()
        == 1;
  }

  private static Standing standing(ResultSet row, int n) throws SQLException {
    return new Standing(
        row.getObject("account", UUID.class),
        row.getObject("workspace_id", UUID.class),
        row.getString("name"),
        row.getBigDecimal("limit_usd"),
        row.getBigDecimal("charged"),
        row.getBigDecimal("held"));
  }
}
