package hub.integration.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of ended analyses and deliveries. */
@Repository
class DeliveryRows implements Deliveries {
  /** No workspace holds more of a process's tries at once, so that a slow receiver is its own. */
  private static final int AT_ONCE = 3;

  private final JdbcClient jdbc;
  private final Clock clock;

  DeliveryRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** An analysis whose events are not on their way yet. */
  record Ended(UUID analysisId, UUID workspaceId, long seq, Instant at) {}

  /** One event for one flow, not yet stored. */
  record Fresh(
      UUID flowId, ResultEvent event, String eventId, Ended of, @Nullable UUID opportunityId) {}

  void add(Ended ended) {
    jdbc.sql(
            """
            insert into ended_analysis (analysis_id, workspace_id, seq, at)
            values (:analysis, :workspace, :seq, :at)
            on conflict do nothing
            """)
        .param("analysis", ended.analysisId())
        .param("workspace", ended.workspaceId())
        .param("seq", ended.seq())
        .param("at", Timestamp.from(ended.at()))
        .update();
  }

  /**
   * The oldest that nobody else is at, and no longer stored if the transaction ends well.
   *
   * @param but analyses to leave where they are
   */
  Optional<Ended> takeEnded(Set<UUID> but) {
    return jdbc.sql(
            """
            delete from ended_analysis
             where (analysis_id, seq) = (select analysis_id, seq from ended_analysis
                                          where analysis_id <> all(:but)
                                          order by at for update skip locked limit 1)
            returning analysis_id, workspace_id, seq, at
            """)
        .param("but", but.toArray(UUID[]::new))
        .query(
            (row, n) ->
                new Ended(
                    row.getObject("analysis_id", UUID.class),
                    row.getObject("workspace_id", UUID.class),
                    row.getLong("seq"),
                    row.getTimestamp("at").toInstant()))
        .optional();
  }

  /** Stores it once for its flow and event. */
  void add(Fresh fresh) {
    jdbc.sql(
            """
            insert into delivery
              (id, workspace_id, flow_id, event, event_id, analysis_id, opportunity_id, next_at, at)
            values (:id, :workspace, :flow, :event, :eventId, :analysis, :opportunity, :now, :at)
            on conflict (flow_id, event_id) do nothing
            """)
        .param("id", UUID.randomUUID())
        .param("workspace", fresh.of().workspaceId())
        .param("flow", fresh.flowId())
        .param("event", fresh.event().word())
        .param("eventId", fresh.eventId())
        .param("analysis", fresh.of().analysisId())
        .param("opportunity", fresh.opportunityId(), Types.OTHER)
        .param("now", Timestamp.from(clock.instant()))
        .param("at", Timestamp.from(fresh.of().at()))
        .update();
  }

  /** Takes what is due and nobody is at, for so long; those whose process died are due again. */
  List<Claimed> claim(int most, Duration hold) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            with due as (
              select d.id from delivery d join flow f on f.id = d.flow_id
               where d.state = 'waiting' and d.next_at <= :now
                 and (d.claimed_until is null or d.claimed_until <= :now)
                 and f.state = 'on' and f.published > 0
                 and :atOnce > (select count(*) from delivery o
                                 where o.workspace_id = d.workspace_id and o.state = 'waiting'
                                   and o.claimed_until > :now)
               order by d.next_at
               limit :most
                 for update of d skip locked)
            update delivery
               set token = gen_random_uuid(), claimed_until = :until, attempts = attempts + 1
              from due
             where delivery.id = due.id
            returning delivery.id, workspace_id, flow_id, event, event_id, analysis_id, opportunity_id, attempts, token, at,
                      on_version
            """)
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(now.plus(hold)))
        .param("most", most)
        .param("atOnce", AT_ONCE)
        .query(
            (row, n) ->
                new Claimed(
                    row.getObject("id", UUID.class),
                    row.getObject("workspace_id", UUID.class),
                    row.getObject("flow_id", UUID.class),
                    ResultEvent.of(row.getString("event")),
                    row.getString("event_id"),
                    row.getObject("analysis_id", UUID.class),
                    row.getObject("opportunity_id", UUID.class),
                    row.getInt("attempts"),
                    row.getObject("token", UUID.class),
                    row.getTimestamp("at").toInstant(),
                    row.getObject("on_version", Integer.class)))
        .list();
  }

  void arrived(Claimed claimed, int version) {
    end(claimed, Delivery.State.DELIVERED, version, "");
  }

  void giveUp(Claimed claimed, int version, String error) {
    end(claimed, Delivery.State.DEAD, version, error);
  }

  /** What it is about is gone, so nobody can be told. */
  void drop(Claimed claimed, String why) {
    end(claimed, Delivery.State.DISCARDED, 0, why);
  }

  /** Tried again at once, and this try does not count. */
  void putBack(Claimed claimed, Instant at) {
    jdbc.sql(
            """
            update delivery
               set attempts = attempts - 1, next_at = :at, token = null, claimed_until = null
             where id = :id and token = :token and state = 'waiting'
            """)
        .param("at", Timestamp.from(at))
        .param("id", claimed.id())
        .param("token", claimed.token())
        .update();
  }

  /** Nothing is written by who lost it meanwhile. */
  private void end(Claimed claimed, Delivery.State state, int version, String error) {
    jdbc.sql(
            """
            update delivery
               set state = :state, version = :version, error = :error, ended_at = :now,
                   token = null, claimed_until = null
             where id = :id and token = :token and state = 'waiting'
            """)
        .param("state", state.word())
        .param("version", version)
        .param("error", error)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", claimed.id())
        .param("token", claimed.token())
        .update();
  }

  void again(Claimed claimed, int version, String error, Instant at) {
    jdbc.sql(
            """
            update delivery
               set version = :version, error = :error, next_at = :at, token = null, claimed_until = null
             where id = :id and token = :token and state = 'waiting'
            """)
        .param("version", version)
        .param("error", error)
        .param("at", Timestamp.from(at))
        .param("id", claimed.id())
        .param("token", claimed.token())
        .update();
  }

  @Override
  public List<Delivery> list(
      UUID workspaceId, @Nullable UUID flowId, Delivery.@Nullable State state, int skip, int most) {
    return jdbc.sql(
            """
            select d.*, f.name as flow, f.published
              from delivery d join flow f on f.id = d.flow_id
             where d.workspace_id = :workspace
               and (:flow::uuid is null or d.flow_id = :flow::uuid)
               and (:state::text is null or d.state = :state::text)
             order by d.at desc, d.id
            offset :skip limit :most
            """)
        .param("workspace", workspaceId)
        .param("flow", flowId, Types.OTHER)
        .param("state", state == null ? null : state.word(), Types.VARCHAR)
        .param("skip", skip)
        .param("most", most)
        .query(DeliveryRows::delivery)
        .list();
  }

  @Override
  public Map<UUID, Map<Delivery.State, Integer>> counts(UUID workspaceId) {
    Map<UUID, Map<Delivery.State, Integer>> counts = new HashMap<>();
    jdbc.sql(
            """
            select flow_id, state, count(*) as n from delivery
             where workspace_id = :workspace group by flow_id, state
            """)
        .param("workspace", workspaceId)
        .query(
            row -> {
              counts
                  .computeIfAbsent(
                      row.getObject("flow_id", UUID.class),
                      id -> new EnumMap<>(Delivery.State.class))
                  .put(state(row.getString("state")), row.getInt("n"));
            });
    return counts;
  }

  @Override
  public boolean redrive(UUID workspaceId, UUID deliveryId, @Nullable Integer onVersion) {
    return anew("id = :id and state in ('dead', 'delivered')", workspaceId, deliveryId, onVersion)
        == 1;
  }

  @Override
  public int redriveAll(UUID workspaceId, UUID flowId) {
    return anew("flow_id = :id and state = 'dead'", workspaceId, flowId, null);
  }

  private int anew(String which, UUID workspaceId, UUID id, @Nullable Integer onVersion) {
    return jdbc.sql(
            """
            update delivery
               set state = 'waiting', attempts = 0, next_at = :now, ended_at = null, on_version = :version
             where workspace_id = :workspace and
            """
                + which)
        .param("now", Timestamp.from(clock.instant()))
        .param("version", onVersion, Types.INTEGER)
        .param("workspace", workspaceId)
        .param("id", id)
        .update();
  }

  @Override
  public boolean discard(UUID workspaceId, UUID deliveryId) {
    return jdbc.sql(
                """
                update delivery
                   set state = 'discarded', ended_at = :now, token = null, claimed_until = null
                 where workspace_id = :workspace and id = :id and state in ('waiting', 'dead')
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("workspace", workspaceId)
            .param("id", deliveryId)
            .update()
        == 1;
  }

  private static Delivery delivery(ResultSet row, int n) throws SQLException {
    Delivery.State state = state(row.getString("state"));
    Timestamp ended = row.getTimestamp("ended_at");
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getObject("flow_id", UUID.class),
        row.getString("flow"),
        row.getInt("version"),
        row.getInt("published"),
        ResultEvent.of(row.getString("event")),
        row.getObject("analysis_id", UUID.class),
        row.getObject("opportunity_id", UUID.class),
        state,
        row.getInt("attempts"),
        state == Delivery.State.WAITING ? row.getTimestamp("next_at").toInstant() : null,
        row.getString("error"),
        row.getTimestamp("at").toInstant(),
        ended == null ? null : ended.toInstant());
  }

  private static Delivery.State state(String word) {
    return Delivery.State.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
