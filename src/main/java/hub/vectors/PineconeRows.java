package hub.vectors;

import hub.Mode;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far Pinecone was told, and what that took. */
@Repository
class PineconeRows {
  private static final String TARGET = "pinecone";
  private static final Duration CLAIM = Duration.ofMinutes(2);
  private static final int LONGEST_TROUBLE = 500;

  private final JdbcClient jdbc;
  private final Clock clock;

  PineconeRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * How far it is.
   *
   * @param unsent how many changes it was not told
   * @param oldest when the oldest of those happened; null if there is none
   */
  record Lag(long unsent, @Nullable Instant oldest, @Nullable String trouble) {}

  /** The position to send from, if nobody else is sending. */
  Optional<Long> claim(Mode mode, String model) {
    jdbc.sql(
            """
            insert into vector_relay (target, mode, model) values (:target, :mode, :model)
            on conflict (target, mode, model) do nothing
            """)
        .param("target", TARGET)
        .param("mode", mode.word())
        .param("model", model)
        .update();
    return jdbc.sql(
            """
            update vector_relay
               set claimed_until = :until
             where target = :target and mode = :mode and model = :model
               and (claimed_until is null or claimed_until < :now)
            returning position
            """)
        .param("until", Timestamp.from(clock.instant().plus(CLAIM)))
        .param("now", Timestamp.from(clock.instant()))
        .param("target", TARGET)
        .param("mode", mode.word())
        .param("model", model)
        .query(Long.class)
        .optional();
  }

  /** Ends a claim: told up to this position, or why not. */
  void told(Mode mode, String model, long position, @Nullable String trouble) {
    jdbc.sql(
            """
            update vector_relay
               set position = :position, claimed_until = null, sent_at = :now, trouble = :trouble
             where target = :target and mode = :mode and model = :model
            """)
        .param("position", position)
        .param(
            "trouble",
            trouble == null
                ? null
                : trouble.substring(0, Math.min(LONGEST_TROUBLE, trouble.length())),
            Types.VARCHAR)
        .param("now", Timestamp.from(clock.instant()))
        .param("target", TARGET)
        .param("mode", mode.word())
        .param("model", model)
        .update();
  }

  Lag lag(Mode mode, String model) {
    return jdbc.sql(
            """
            select count(*) as unsent, min(c.at) as oldest,
                   (select trouble from vector_relay where target = :target and mode = :mode and model = :model)
              from vector_change c
             where c.model = :model
               and c.mode = :mode
               and c.position > coalesce((select position from vector_relay
                                           where target = :target and mode = :mode and model = :model), 0)
            """)
        .param("target", TARGET)
        .param("mode", mode.word())
        .param("model", model)
        .query(
            (row, n) ->
                new Lag(
                    row.getLong("unsent"),
                    row.getTimestamp("oldest") == null
                        ? null
                        : row.getTimestamp("oldest").toInstant(),
                    row.getString("trouble")))
        .single();
  }

  /**
   * Texts of a space that were changed since, or that it was not told of; one more than most at the
   * most.
   */
  Set<Long> recent(Space space, String model, Duration since, int most) {
    return new HashSet<>(
        jdbc.sql(
                """
                select distinct text_id
                  from vector_change
                 where position > (select coalesce(max(position), 0)
                                     from vector_change
                                    where at < :since
                                      and position <= coalesce((select position from vector_relay
                                                                 where target = :target and mode = :mode
                                                                   and model = :model), 0))
                   and model = :model
                   and workspace_id = :workspace
                   and mode = :mode
                 limit :most
                """)
            .param("since", Timestamp.from(clock.instant().minus(since)))
            .param("target", TARGET)
            .param("model", model)
            .param("workspace", space.workspaceId())
            .param("mode", space.mode().word())
            .param("most", most + 1)
            .query(Long.class)
            .list());
  }

  /** The spaces that have vectors. */
  List<Space> spaces(Mode mode) {
    return jdbc.sql("select id from workspace order by id").query(UUID.class).list().stream()
        .map(id -> new Space(id, mode))
        .toList();
  }

  /** The texts of a kind that an index of this space should hold. */
  Set<Long> wanted(Space space, String model, Kind kind) {
    return new HashSet<>(
        jdbc.sql(
                """
                select text_id from text_vector
                 where workspace_id = :workspace and mode = :mode and model = :model and kind = :kind
                """)
            .param("workspace", space.workspaceId())
            .param("mode", space.mode().word())
            .param("model", model)
            .param("kind", kind.word())
            .query(Long.class)
            .list());
  }

  void used(Space space, long reads, long writes) {
    jdbc.sql(
            """
            insert into vector_usage as u (workspace_id, mode, month, read_units, write_units)
            values (:workspace, :mode, :month, :reads, :writes)
                on conflict (workspace_id, mode, month) do update
               set read_units = u.read_units + excluded.read_units,
                   write_units = u.write_units + excluded.write_units
            """)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .param("month", month())
        .param("reads", reads)
        .param("writes", writes)
        .update();
  }

  /** Units of both kinds that a space used this month. */
  long used(Space space) {
    return jdbc.sql(
            """
            select coalesce(sum(read_units + write_units), 0) from vector_usage
             where workspace_id = :workspace and mode = :mode and month = :month
            """)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .param("month", month())
        .query(Long.class)
        .single();
  }

  private LocalDate month() {
    return clock
        .instant()
        .truncatedTo(ChronoUnit.DAYS)
        .atZone(ZoneOffset.UTC)
        .toLocalDate()
        .withDayOfMonth(1);
  }
}
