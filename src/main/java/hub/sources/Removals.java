package hub.sources;

import hub.Mode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes everything from one source, for the day its permission ends: a row that outlives a
 * restart, worked off in batches.
 */
@Repository
public class Removals {
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Texts texts;
  private final List<Rechecked.Declared> declared;

  Removals(JdbcClient jdbc, Clock clock, Texts texts, List<Rechecked.Declared> declared) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.texts = texts;
    this.declared = declared;
  }

  /**
   * A source of which texts are stored.
   *
   * @param way how its texts are confirmed; null where they simply expire
   * @param words how many texts have their words
   * @param expiresAt when the first of them expires
   * @param removing whether it is on its way out
   */
  public record Kept(
      Mode mode,
      String source,
      Rechecked.@Nullable Way way,
      long texts,
      long words,
      @Nullable Instant expiresAt,
      boolean removing) {}

  /**
   * One that was removed.
   *
   * @param doneAt null while it is under way
   */
  public record Removed(
      Mode mode, String source, Instant askedAt, long texts, @Nullable Instant doneAt) {}

  /** What is stored, by source. */
  public List<Kept> kept() {
    return jdbc.sql(
            """
            select mode, source, count(*) as texts, count(*) filter (where erased_at is null) as words,
                   min(expires_at) filter (where erased_at is null) as expires_at,
                   exists (select from source_removal r
                            where r.mode = f.mode and r.source = f.source and done_at is null) as removing
              from forum_text f
             where source <> 'removed'
             group by mode, source
             order by source, mode
            """)
        .query(
            (row, n) ->
                new Kept(
                    Mode.of(row.getString("mode")),
                    row.getString("source"),
                    way(row.getString("source")),
                    row.getLong("texts"),
                    row.getLong("words"),
                    row.getTimestamp("expires_at") == null
                        ? null
                        : row.getTimestamp("expires_at").toInstant(),
                    row.getBoolean("removing")))
        .list();
  }

  private Rechecked.@Nullable Way way(String source) {
    return declared.stream()
        .flatMap(each -> each.rechecked().stream())
        .filter(each -> each.source().equals(source))
        .map(Rechecked::way)
        .findFirst()
        .orElse(null);
  }

  /** The last ones, newest first. */
  public List<Removed> removed() {
    return jdbc.sql(
            """
            select mode, source, asked_at, texts, done_at from source_removal order by asked_at desc limit 20
            """)
        .query(
            (row, n) ->
                new Removed(
                    Mode.of(row.getString("mode")),
                    row.getString("source"),
                    row.getTimestamp("asked_at").toInstant(),
                    row.getLong("texts"),
                    row.getTimestamp("done_at") == null
                        ? null
                        : row.getTimestamp("done_at").toInstant()))
        .list();
  }

  /** Asks for a source's removal; once, however often it is asked for. */
  public void ask(Mode mode, String source, UUID by) {
    jdbc.sql(
            """
            insert into source_removal (id, mode, source, asked_by, asked_at)
            values (:id, :mode, :source, :by, :now)
                on conflict (mode, source) where done_at is null do nothing
            """)
        .param("id", UUID.randomUUID())
        .param("mode", mode.word())
        .param("source", source)
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private record Open(UUID id, String mode, String source) {}

  /**
   * Removes a batch of what was asked for.
   *
   * @return how many texts; 0 when nothing is left
   */
  @Transactional
  public int work() {
    Optional<Open> open =
        jdbc.sql(
                """
                select id, mode, source from source_removal
                 where done_at is null
                 order by asked_at
                 limit 1
                   for update skip locked
                """)
            .query(Open.class)
            .optional();
    return open.map(this::batch).orElse(0);
  }

  private int batch(Open open) {
    int removed = texts.removeSource(Mode.of(open.mode()), open.source());
    jdbc.sql(
            """
            update source_removal
               set texts = texts + :removed, done_at = case when :removed = 0 then :now::timestamptz end
             where id = :id
            """)
        .param("removed", removed)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", open.id())
        .update();
    return removed;
  }
}
