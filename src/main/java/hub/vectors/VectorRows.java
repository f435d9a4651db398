package hub.vectors;

import hub.Mode;
import hub.vectors.Change.Placed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The stored vectors, the words for full text, and the log of their changes.
 *
 * <p>Whoever writes to the log holds one lock till the end of its transaction. So positions commit
 * in their order, and an index that has read to one has missed nothing before it.
 */
@Repository
class VectorRows {
  private static final long LOG_LOCK = 0x51_0ce_7ec7L;
  private static final Duration CLAIM = Duration.ofMinutes(5);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  VectorRows(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Texts that are due, which nobody else is given until the claim ends; the newest first. */
  record Due(Instant until, List<Long> ids) {}

  /** A text as it is embedded. */
  record Words(long id, UUID workspaceId, Mode mode, String text) {
    Space space() {
      return new Space(workspaceId, mode);
    }
  }

  /** A text's vector of a model, to be written. */
  record Made(long id, String model, byte[] hash, float[] vector) {}

  Due claim(int most) {
    Instant until = clock.instant().plus(CLAIM).truncatedTo(ChronoUnit.MILLIS);
    List<Long> ids =
        jdbc.sql(
                """
                update text_pending
                   set claimed_until = :until
                 where text_id in (select text_id
                                     from text_pending
                                    where claimed_until is null or claimed_until < :now
                                    order by text_id desc
                                    limit :most
                                      for update skip locked)
                returning text_id
                """)
            .param("until", Timestamp.from(until))
            .param("now", Timestamp.from(clock.instant()))
            .param("most", most)
            .query(Long.class)
            .list();
    return new Due(until, ids);
  }

  /** How many texts no index knows yet. */
  long due() {
    return jdbc.sql("select count(*) from text_pending").query(Long.class).single();
  }

  static Words words(ResultSet row, int number) throws SQLException {
    return new Words(
        row.getLong("id"),
        row.getObject("workspace_id", UUID.class),
        Mode.of(row.getString("mode")),
        row.getString("text"));
  }

  /** The words of those that still have any. */
  List<Words> words(Collection<Long> ids) {
    return jdbc.sql(
            """
            select id, workspace_id, mode, concat_ws(e'\\n\\n', nullif(title, ''), nullif(body, '')) as text
              from forum_text
             where id = any(:ids)
               and erased_at is null
               and expires_at > :now
             order by id
            """)
        .param("ids", ids.toArray(Long[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .query(VectorRows::words)
        .list();
  }

  /**
   * Vectors that texts of these words got before, or that are paid for and not written yet, by the
   * hash's hexadecimal digits.
   */
  Map<String, float[]> known(Space space, String model, Collection<byte[]> hashes) {
    Map<String, float[]> known = new HashMap<>();
    jdbc.sql(
            """
            select hash, vector
              from paid_vector
             where workspace_id = :workspace
               and mode = :mode
               and model = :model
               and hash = any(cast(:hashes as bytea[]))
             union all
            select distinct on (hash) hash, vector
              from text_vector
             where workspace_id = :workspace
               and mode = :mode
               and model = :model
               and hash = any(cast(:hashes as bytea[]))
            """)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .param("model", model)
        .param("hashes", hashes.toArray(byte[][]::new))
        .query(
            row -> {
              known.put(
                  HexFormat.of().formatHex(row.getBytes("hash")),
                  Floats.vector(row.getBytes("vector")));
            });
    return known;
  }

  /**
   * Writes words and vectors of texts that still have their words, removes vectors of words that
   * they had before, tells the log, and takes the texts off the list unless they changed meanwhile.
   *
   * @param read the texts' hashes, of those whose words are not blank
   * @param made the vectors that are there; a text without one stays without
   */
  void write(Due due, Map<Long, byte[]> read, List<Made> made) {
    transactions.executeWithoutResult(
        status -> {
          lockLog();
          writeWords(due.ids());
          forgetFormer(read, made);
          writeVectors(made);
          done(due);
        });
  }

  /** Writes vectors of texts that still have their words, and tells the log. */
  void write(List<Made> made) {
    transactions.executeWithoutResult(
        status -> {
          lockLog();
          writeVectors(made);
        });
  }

  /** Vectors of other words than a text has now, but for those that are written over. */
  private void forgetFormer(Map<Long, byte[]> read, List<Made> made) {
    jdbc.sql(
            """
            with gone as (
              delete from text_vector v
               using unnest(cast(:ids as bigint[]), cast(:hashes as bytea[])) as t (id, hash)
               where v.text_id = t.id and v.hash <> t.hash
                 and (v.text_id, v.model) not in (select id, model
                                                    from unnest(cast(:made as bigint[]), cast(:models as text[]))
                                                      as m (id, model))
              returning v.text_id, v.model, v.workspace_id, v.mode, v.kind
            )
            insert into vector_change (text_id, model, workspace_id, mode, kind, gone, at)
            select text_id, model, workspace_id, mode, kind, true, :now
              from gone
             order by text_id
            """)
        .param("ids", read.keySet().toArray(Long[]::new))
        .param("hashes", read.values().toArray(byte[][]::new))
        .param("made", made.stream().map(Made::id).toArray(Long[]::new))
        .param("models", made.stream().map(Made::model).toArray(String[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private void writeWords(List<Long> ids) {
    jdbc.sql(
            """
            insert into text_words (text_id, workspace_id, mode, kind, community, created_at, score, words)
            select id, workspace_id, mode, case when parent is null then 'post' else 'comment' end, community, created_at,
                   score,
                   setweight(to_tsvector('english', left(coalesce(title, ''), 2000)), 'A')
                   || setweight(to_tsvector('english', left(body, 100000)), 'B')
              from forum_text
             where id = any(:ids)
               and erased_at is null
                on conflict (text_id) do update
               set words = excluded.words, community = excluded.community, score = excluded.score
            """)
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }

  private void writeVectors(List<Made> made) {
    jdbc.sql(
            """
            with written as (
              insert into text_vector (text_id, model, workspace_id, mode, kind, hash, dimension, vector)
              select f.id, t.model, f.workspace_id, f.mode, case when f.parent is null then 'post' else 'comment' end,
                     t.hash, length(t.vector) / 4, t.vector
                from unnest(cast(:made as bigint[]), cast(:models as text[]), cast(:hashes as bytea[]),
                            cast(:vectors as bytea[])) as t (id, model, hash, vector)
                join forum_text f using (id)
               where f.erased_at is null
                  on conflict (text_id, model) do update
                 set kind = excluded.kind, hash = excluded.hash, dimension = excluded.dimension,
                     vector = excluded.vector
              returning text_id, model, workspace_id, mode, kind, hash
            ), taken as (
              delete from paid_vector p
               using written w
               where (p.workspace_id, p.mode, p.model, p.hash) = (w.workspace_id, w.mode, w.model, w.hash)
            )
            insert into vector_change (text_id, model, workspace_id, mode, kind, gone, at)
            select text_id, model, workspace_id, mode, kind, false, :now
              from written
             order by text_id
            """)
        .param("models", made.stream().map(Made::model).toArray(String[]::new))
        .param("made", made.stream().map(Made::id).toArray(Long[]::new))
        .param("hashes", made.stream().map(Made::hash).toArray(byte[][]::new))
        .param(
            "vectors",
            made.stream().map(each -> Floats.bytes(each.vector())).toArray(byte[][]::new))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  private void done(Due due) {
    jdbc.sql("delete from text_pending where text_id = any(:ids) and claimed_until = :until")
        .param("ids", due.ids().toArray(Long[]::new))
        .param("until", Timestamp.from(due.until()))
        .update();
  }

  /** Removes all that was made of these texts, in the caller's transaction if there is one. */
  void forget(Collection<Long> ids) {
    transactions.executeWithoutResult(
        status -> {
          lockLog();
          delete(ids);
        });
  }

  private void delete(Collection<Long> ids) {
    jdbc.sql(
            """
            with gone as (
              delete from text_vector where text_id = any(:ids) returning text_id, model, workspace_id, mode, kind
            )
            insert into vector_change (text_id, model, workspace_id, mode, kind, gone, at)
            select text_id, model, workspace_id, mode, kind, true, :now
              from gone
             order by text_id
            """)
        .param("ids", ids.toArray(Long[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .update();
    jdbc.sql("delete from text_words where text_id = any(:ids)")
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }

  /** Has indexes told again what is so of these texts of a kind: there, or gone. */
  void tellAgain(
      Space space, String model, Kind kind, Collection<Long> there, Collection<Long> gone) {
    transactions.executeWithoutResult(
        status -> {
          lockLog();
          log(space, model, kind, there, false);
          log(space, model, kind, gone, true);
        });
  }

  private void log(Space space, String model, Kind kind, Collection<Long> ids, boolean gone) {
    jdbc.sql(
            """
            insert into vector_change (text_id, model, workspace_id, mode, kind, gone, at)
            select id, :model, :workspace, :mode, :kind, :gone, :now
              from unnest(cast(:ids as bigint[])) as id
            """)
        .param("model", model)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .param("kind", kind.word())
        .param("gone", gone)
        .param("now", Timestamp.from(clock.instant()))
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }

  /** What happened to a model's vectors after a position, oldest first. */
  List<Change> changes(String model, long after, int most) {
    return jdbc.sql(
            """
            select c.position, c.text_id, c.workspace_id, c.mode, c.kind, v.vector, f.community, f.created_at, f.score
              from vector_change c
              left join text_vector v on v.text_id = c.text_id and v.model = c.model
              left join forum_text f on f.id = v.text_id and f.erased_at is null
             where c.position > :after
               and c.model = :model
             order by c.position
             limit :most
            """)
        .param("model", model)
        .param("after", after)
        .param("most", most)
        .query(VectorRows::change)
        .list();
  }

  /** A model's vectors by their texts' ids; the position in the log means nothing here. */
  List<Change> all(String model, long afterText, int most) {
    return jdbc.sql(
            """
            select 0 as position, v.text_id, v.workspace_id, v.mode, v.kind, v.vector, f.community, f.created_at, f.score
              from text_vector v
              join forum_text f on f.id = v.text_id and f.erased_at is null
             where v.text_id > :after
               and v.model = :model
             order by v.text_id
             limit :most
            """)
        .param("model", model)
        .param("after", afterText)
        .param("most", most)
        .query(VectorRows::change)
        .list();
  }

  /** The vector of a text of this space, if it has one. */
  Optional<float[]> vector(Space space, String model, long textId) {
    return jdbc.sql(
            """
            select vector from text_vector
             where text_id = :text and model = :model and workspace_id = :workspace and mode = :mode
            """)
        .param("text", textId)
        .param("model", model)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .query(byte[].class)
        .optional()
        .map(Floats::vector);
  }

  /** The newest position; 0 if nothing ever changed. */
  long newest() {
    return jdbc.sql("select coalesce(max(position), 0) from vector_change")
        .query(Long.class)
        .single();
  }

  /** The oldest position that the log still holds; one beyond the newest if it is empty. */
  long oldest() {
    return jdbc.sql("select coalesce(min(position), 1) from vector_change")
        .query(Long.class)
        .single();
  }

  /** What tells this database from others that an index may have been made of. */
  String home() {
    return jdbc.sql("select id from workspace order by created_at, id limit 1")
        .query(UUID.class)
        .optional()
        .map(UUID::toString)
        .orElse("");
  }

  /** Whoever writes to the log does so first, in its transaction. */
  void lockLog() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOG_LOCK).query(row -> {});
  }

  private static Change change(ResultSet row, int number) throws SQLException {
    return new Change(
        row.getLong("position"),
        row.getLong("text_id"),
        new Space(row.getObject("workspace_id", UUID.class), Mode.of(row.getString("mode"))),
        Kind.of(row.getString("kind")),
        placed(row));
  }

  private static @Nullable Placed placed(ResultSet row) throws SQLException {
    byte[] vector = row.getBytes("vector");
    String community = row.getString("community");
    return vector == null || community == null
        ? null
        : new Placed(
            Floats.vector(vector),
            community,
            row.getTimestamp("created_at").toInstant(),
            row.getInt("score"));
  }
}
