package hub.vectors;

import hub.llm.KeepsVectors;
import hub.llm.TextsToEmbed;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Vectors that were paid for, from their settlement until they stand with their texts. */
@Repository
class PaidVectorRows implements KeepsVectors {
  /** Whoever asked was tried again by then, or never will be. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final Clock clock;

  PaidVectorRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void keep(TextsToEmbed texts, List<float[]> vectors) {
    jdbc.sql(
            """
            insert into paid_vector (workspace_id, mode, model, hash, vector, at)
            select :workspace, :mode, :model, hash, vector, :now
              from unnest(cast(:hashes as bytea[]), cast(:vectors as bytea[])) as t (hash, vector)
                on conflict do nothing
            """)
        .param("workspace", texts.ownerId())
        .param("mode", texts.mode().word())
        .param("model", texts.model())
        .param("now", Timestamp.from(clock.instant()))
        .param(
            "hashes", texts.texts().stream().map(TextsToEmbed.Wording::hash).toArray(byte[][]::new))
        .param(
            "vectors",
            vectors.stream().map(each -> Floats.bytes(Floats.unit(each))).toArray(byte[][]::new))
        .update();
  }

  /**
   * Forgets all of the workspaces whose texts these are: which of them belong to these is no longer
   * known, and there are hardly ever any.
   */
  void forget(Collection<Long> texts) {
    jdbc.sql(
            """
            delete from paid_vector
             where workspace_id in (select workspace_id from forum_text where id = any(:texts))
            """)
        .param("texts", texts.toArray(Long[]::new))
        .update();
  }

  /** Forgets those that nobody asked for again. */
  void forgetOld() {
    jdbc.sql("delete from paid_vector where at < :before")
        .param("before", Timestamp.from(clock.instant().minus(KEPT)))
        .update();
  }
}
