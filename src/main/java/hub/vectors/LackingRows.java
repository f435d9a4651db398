package hub.vectors;

import hub.Mode;
import hub.vectors.VectorRows.Words;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** Texts that lack a model's vector, and vectors of models that are used no more. */
@Repository
class LackingRows {
  private static final String LACKING =
      """
       from forum_text f
       left join text_vector v on v.text_id = f.id and v.model = :model
      where f.mode = :mode
        and v.text_id is null
        and f.erased_at is null
        and f.expires_at > :now
        and concat_ws('', f.title, f.body) ~ '\\S'
      """;

  private final JdbcClient jdbc;
  private final VectorRows vectors;
  private final TransactionOperations transactions;
  private final Clock clock;

  LackingRows(
      JdbcClient jdbc, VectorRows vectors, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.vectors = vectors;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * How much is to be embedded.
   *
   * @param texts how many lack a vector of the model
   * @param letters of their words
   * @param all texts of the mode that have words
   */
  record Lack(long texts, long letters, long all) {}

  Lack count(Mode mode, String model) {
    return jdbc.sql(
            """
            select count(*) as texts,
                   coalesce(sum(length(concat_ws(e'\\n\\n', f.title, f.body))), 0) as letters,
                   (select count(*)
                      from forum_text
                     where mode = :mode and erased_at is null and expires_at > :now) as all
            """
                + LACKING)
        .param("mode", mode.word())
        .param("model", model)
        .param("now", Timestamp.from(clock.instant()))
        .query(
            (row, n) -> new Lack(row.getLong("texts"), row.getLong("letters"), row.getLong("all")))
        .single();
  }

  /** The newest of them. */
  List<Words> newest(Mode mode, String model, int most) {
    return jdbc.sql(
            """
            select f.id, f.workspace_id, f.mode,
                   concat_ws(e'\\n\\n', nullif(f.title, ''), nullif(f.body, '')) as text
            """
                + LACKING
                + " order by f.id desc limit :most")
        .param("mode", mode.word())
        .param("model", model)
        .param("now", Timestamp.from(clock.instant()))
        .param("most", most)
        .query(VectorRows::words)
        .list();
  }

  /**
   * Removes vectors of a model that is used no more and tells the log, so that every index drops
   * them.
   *
   * @return how many; fewer than asked for once none is left
   */
  int remove(Mode mode, String model, int most) {
    Integer removed =
        transactions.execute(
            status -> {
              vectors.lockLog();
              return jdbc.sql(
                      """
                      with gone as (
                        delete from text_vector
                         where (text_id, model) in (select text_id, model from text_vector
                                                     where mode = :mode and model = :model
                                                     limit :most)
                        returning text_id, model, workspace_id, mode, kind
                      )
                      insert into vector_change (text_id, model, workspace_id, mode, kind, gone, at)
                      select text_id, model, workspace_id, mode, kind, true, :now from gone order by text_id
                      """)
                  .param("mode", mode.word())
                  .param("model", model)
                  .param("most", most)
                  .param("now", Timestamp.from(clock.instant()))
                  .update();
            });
    return removed == null ? 0 : removed;
  }
}
