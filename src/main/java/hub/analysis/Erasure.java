package hub.analysis;

import hub.llm.BatchLines;
import hub.llm.ResponseCache;
import hub.sources.TextsErased;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When a text's words are gone, what was taken from them goes too, in the same transaction: the
 * recorded answers that quote them and what the model said of that one post. Counts, places and the
 * opportunities' own wording stay. What waits to be sent in a batch is put together anew.
 */
@Component
class Erasure {
  private final ResponseCache cache;
  private final BatchLines lines;
  private final JdbcClient jdbc;

  Erasure(ResponseCache cache, BatchLines lines, JdbcClient jdbc) {
    this.cache = cache;
    this.lines = lines;
    this.jdbc = jdbc;
  }

  @EventListener
  void erased(TextsErased erased) {
    Long[] ids = erased.ids().toArray(Long[]::new);
    jdbc.sql("update finding set problem = '', who = '', today = '' where text_id = any(:ids)")
        .param("ids", ids)
        .update();
    jdbc.sql("update mention set detail = null where text_id = any(:ids) and role = 'product'")
        .param("ids", ids)
        .update();
    cache.forget(attempts(ids));
    lines.forgetUnsentWords();
  }

  /** The calls that read these texts, or the comments of a thread in which one of them stands. */
  private List<UUID> attempts(Long[] ids) {
    return jdbc.sql(
            """
            select attempt_id from analysis_charge
             where posts && cast(:ids as bigint[])
                or posts && (select coalesce(array_agg(post_id), '{}') from analysis_comment
                              where text_id = any(:ids))
            """)
        .param("ids", ids)
        .query(UUID.class)
        .list();
  }
}
