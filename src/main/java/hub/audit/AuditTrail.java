package hub.audit;

import hub.budget.LimitReached;
import hub.budget.MonthlyLimits;
import hub.budget.PaidWorkPaused;
import hub.integration.Flow;
import hub.integration.FlowAct;
import hub.ledger.Book;
import hub.ledger.ChainCheck;
import hub.ledger.Verdict;
import hub.web.LoggedIn;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.stereotype.Repository;

/** The log's entries. They are only ever added; each commits with its row among the unchained. */
@Repository
public class AuditTrail {
  private static final int LONGEST_SUBJECT = 300;
  private static final int LONGEST_DETAIL = 1000;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ChainCheck check;
  private final Book book;

  AuditTrail(JdbcClient jdbc, Clock clock, ChainCheck check, Book auditLog) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.check = check;
    this.book = auditLog;
  }

  /**
   * What was done, by whom.
   *
   * @param actor null for what nobody did
   * @param refused the HTTP status if it was not done; 0 otherwise
   */
  record Act(
      UUID workspaceId,
      @Nullable UUID actor,
      boolean byProgram,
      String words,
      @Nullable String subject,
      @Nullable String detail,
      int refused) {}

  /**
   * Which entries.
   *
   * @param actor null for everybody's
   * @param words a part of the act's words; empty for all
   * @param from null for all before {@code until}
   * @param until null for all up to now
   */
  public record Filter(
      @Nullable UUID actor, String words, @Nullable Instant from, @Nullable Instant until) {}

  /** A person who did something. */
  public record Actor(UUID id, String name) {}

  /** Writes an entry; in the caller's transaction if there is one. */
  void record(Act act) {
    jdbc.sql(
            """
            with entry as (
              insert into audit_entry (workspace_id, actor, by_program, act, subject, detail, refused, at)
              values (:workspace, :actor, :program, :act, :subject, :detail, :refused, :now)
              returning workspace_id, position)
            insert into audit_unchained (workspace_id, position)
            select workspace_id, position from entry
            """)
        .param("workspace", act.workspaceId())
        .param("actor", act.actor(), Types.OTHER)
        .param("program", act.byProgram())
        .param("act", act.words())
        .param("subject", cut(act.subject(), LONGEST_SUBJECT))
        .param("detail", cut(act.detail(), LONGEST_DETAIL))
        .param("refused", act.refused() == 0 ? null : act.refused(), Types.INTEGER)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private static @Nullable String cut(@Nullable String text, int most) {
    return text == null || text.length() <= most ? text : text.substring(0, most);
  }

  /** Who logged in. */
  @EventListener
  void loggedIn(LoggedIn event) {
    record(
        new Act(event.user().workspaceId(), event.user().id(), false, "Logged in", null, null, 0));
  }

  /** Somebody gave a wrong password for a person who is here; one for nobody is no workspace's. */
  @EventListener
  void failed(AuthenticationFailureBadCredentialsEvent event) {
    jdbc.sql(
            """
            select id, workspace_id from app_user
             where lower(email) = lower(:email) and ended_at is null
            """)
        .param("email", event.getAuthentication().getName())
        .query(
            (row, n) ->
                new Act(
                    row.getObject("workspace_id", UUID.class),
                    null,
                    false,
                    "Tried to log in with a wrong password",
                    row.getString("id"),
                    null,
                    401))
        .optional()
        .ifPresent(this::record);
  }

  /** A limit was nearly or wholly used up. */
  @EventListener
  void reached(LimitReached event) {
    MonthlyLimits.Standing standing = event.standing();
    String whose = standing.person() == null ? "the workspace" : standing.person();
    record(
        new Act(
            standing.workspaceId(),
            null,
            false,
            "Reached %d %% of the month's limit of %s".formatted(standing.alert(), whose),
            standing.account().toString(),
            "%s of %s dollars".formatted(plain(standing.used()), plain(standing.limit())),
            0));
  }

  /** Paid work waits for a payment, or goes on. */
  @EventListener
  void paused(PaidWorkPaused event) {
    record(
        new Act(
            event.workspaceId(),
            null,
            false,
            event.paused()
                ? "Paused paid work: a payment failed or billing ended"
                : "Paid work went on",
            event.mode().word(),
            null,
            0));
  }

  /** A flow changed by itself. A source is every administrator's, a result flow its workspace's. */
  @EventListener
  void flowChanged(FlowAct event) {
    for (UUID workspace : whose(event.flow())) {
      record(
          new Act(workspace, null, false, event.words(), event.flow().name(), event.detail(), 0));
    }
  }

  private List<UUID> whose(Flow flow) {
    UUID workspace = flow.workspaceId();
    return workspace != null
        ? List.of(workspace)
        : jdbc.sql(
                "select distinct workspace_id from app_user where administrator and ended_at is"
                    + " null")
            .query(UUID.class)
            .list();
  }

  private static String plain(@Nullable BigDecimal amount) {
    return amount == null ? "" : amount.stripTrailingZeros().toPlainString();
  }

  /** Entries before this position, the newest first; {@link Long#MAX_VALUE} for the newest. */
  public List<AuditEntry> newest(UUID workspaceId, Filter filter, long before, int most) {
    return jdbc.sql(
            """
            select entry.*, coalesce(link.seq, 0) as seq, link.hash, person.name as who
              from audit_entry entry
              left join audit_link link using (workspace_id, position)
              left join app_user person on person.id = entry.actor
             where entry.workspace_id = :workspace and position < :before
               and (cast(:actor as uuid) is null or actor = :actor)
               and (:words = '' or strpos(lower(act), lower(:words)) > 0)
               and (cast(:from as timestamptz) is null or entry.at >= :from)
               and (cast(:until as timestamptz) is null or entry.at < :until)
             order by position desc
             limit :most
            """)
        .param("workspace", workspaceId)
        .param("before", before)
        .param("actor", filter.actor(), Types.OTHER)
        .param("words", filter.words())
        .param("from", timestamp(filter.from()), Types.TIMESTAMP)
        .param("until", timestamp(filter.until()), Types.TIMESTAMP)
        .param("most", most)
        .query(AuditEntry::of)
        .list();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  /** Everybody with an entry, by name. */
  public List<Actor> actors(UUID workspaceId) {
    return jdbc.sql(
            """
            select id, name from app_user person
             where exists (select from audit_entry where workspace_id = :workspace and actor = person.id)
             order by lower(name), id
            """)
        .param("workspace", workspaceId)
        .query(Actor.class)
        .list();
  }

  /** Makes the workspace's whole chain again. */
  public Verdict verify(UUID workspaceId) {
    return check.verify(book, workspaceId);
  }
}
