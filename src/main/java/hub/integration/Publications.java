package hub.integration;

import hub.integration.FlowEvent.What;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** What processes are to serve, and what they say of it. */
@Repository
public class Publications {
  private final JdbcClient jdbc;
  private final FlowRows rows;
  private final VersionRows versions;
  private final NodeRows nodes;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Publications(
      JdbcClient jdbc,
      FlowRows rows,
      VersionRows versions,
      NodeRows nodes,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.versions = versions;
    this.nodes = nodes;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What a flow is to be.
   *
   * @param version what is to serve; 0 for nothing
   * @param before what served before; 0 for nothing
   * @param since when it was published; null if it is not new any more
   */
  public record Publication(
      UUID flowId,
      String name,
      Flow.State state,
      int version,
      int before,
      long revision,
      @Nullable Instant since) {}

  /** All of a kind, by name. */
  public List<Publication> all(FlowKind kind) {
    return jdbc.sql(
            """
            select id, name, state, published, before, revision, published_at
              from flow
             where kind = :kind
             order by name
            """)
        .param("kind", FlowRows.word(kind))
        .query(
            (row, n) -> {
              Timestamp at = row.getTimestamp("published_at");
              return new Publication(
                  row.getObject("id", UUID.class),
                  row.getString("name"),
                  Flow.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                  row.getInt("published"),
                  row.getInt("before"),
                  row.getLong("revision"),
                  at == null ? null : at.toInstant());
            })
        .list();
  }

  /** A version's text. */
  public String text(UUID flowId, int number) {
    return versions.find(flowId, number).orElseThrow().yaml();
  }

  /**
   * Takes a version back that cannot serve or does not do well; what served before is published
   * again, everywhere. What came with the hub is not taken back for nothing: it may start once its
   * settings are right. Of several processes that find the same, the first does it.
   *
   * @param served whether it served at all
   */
  public void takeBack(UUID flowId, int version, boolean served, String why) {
    Optional<FlowAct> back =
        transaction.execute(
            status -> {
              Flow flow = rows.lock(flowId);
              boolean isAllThereIs =
                  rows.before(flowId) == 0 && versions.origin(flowId, version) == Origin.JAR;
              if (flow.published() != version || isAllThereIs) {
                return Optional.empty();
              }
              int to = rows.goBack(flowId);
              What what = served ? What.WENT_BACK : What.REFUSED;
              versions.tell(flowId, version, what, why, null, clock.instant());
              return Optional.of(
                  new FlowAct(
                      flow,
                      "Took a flow's version back",
                      "version %d to %d: %s".formatted(version, to, why)));
            });
    Objects.requireNonNull(back)
        .ifPresent(
            act -> {
              events.publishEvent(act);
              events.publishEvent(new FlowChanged(flowId, act.flow().kind()));
            });
  }

  /** Says what this process makes of a flow. */
  public void tell(UUID flowId, long revision, FlowNode node) {
    nodes.put(flowId, revision, node);
  }

  /** This process ends. */
  public void forget(UUID process) {
    nodes.forget(process);
  }
}
