package hub.analysis;

import hub.llm.BatchLines;
import hub.llm.ResponseCache;
import hub.sources.LateAnswers;
import hub.sources.TextsChanged;
import hub.sources.TextsErased;
import hub.sources.TextsErased.Gone;
import hub.sources.TextsErased.Why;
import hub.sources.Wordings;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When a text's words are gone, what was taken from them goes too, in the same transaction: the
 * recorded answers that quote them, what the model said of that one post, and whatever else the
 * model wrote that holds them word for word. Counts and places stay. What waits to be sent in a
 * batch is put together anew.
 */
@Component
class Erasure {
  private final ResponseCache cache;
  private final BatchLines lines;
  private final ModelWords words;
  private final Mentions mentions;
  private final JdbcClient jdbc;

  Erasure(
      ResponseCache cache, BatchLines lines, ModelWords words, Mentions mentions, JdbcClient jdbc) {
    this.cache = cache;
    this.lines = lines;
    this.words = words;
    this.mentions = mentions;
    this.jdbc = jdbc;
  }

  /** Before themes, which take their titles from here. */
  @EventListener
  @Order(1)
  void erased(TextsErased erased) {
    List<Long> ids = erased.ids();
    List<UUID> analyses = analyses(ids);
    forgetSayings(ids);
    if (erased.why() == Why.SOURCE_ENDED) {
      mentions.forgetAll(ids);
    } else if (erased.why() != Why.OVERDUE) {
      mentions.forgetAuthors(ids);
    }
    words.leaveOut(analyses, Wordings.of(erased.texts().stream().map(Gone::words).toList()));
    cache.forget(attempts(ids));
    lines.forgetUnsentWords();
  }

  /** Quotes move with their words; those that no longer stand in them go. */
  @EventListener
  void changed(TextsChanged changed) {
    changed.before().forEach(mentions::findAgain);
    cache.forget(attempts(changed.before().stream().map(Gone::id).toList()));
    lines.forgetUnsentWords();
  }

  /** What was under way when the words went. */
  @EventListener
  void late(LateAnswers late) {
    forgetSayings(late.ids());
    cache.forget(attempts(late.ids()));
  }

  private void forgetSayings(Collection<Long> ids) {
    jdbc.sql("update finding set problem = '', who = '', today = '' where text_id = any(:ids)")
        .param("ids", ids.toArray(Long[]::new))
        .update();
    jdbc.sql("update mention set detail = null where text_id = any(:ids) and role = 'product'")
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }

  /** Those that read one of these texts. */
  private List<UUID> analyses(Collection<Long> ids) {
    return jdbc.sql(
            """
            select analysis_id from analysis_post where text_id = any(:ids)
             union
            select analysis_id from analysis_comment where text_id = any(:ids)
             union
            select analysis_id from mention where text_id = any(:ids)
            """)
        .param("ids", ids.toArray(Long[]::new))
        .query(UUID.class)
        .list();
  }

  /** The calls that read these texts, or the comments of a thread in which one of them stands. */
  private List<UUID> attempts(Collection<Long> ids) {
    return jdbc.sql(
            """
            select attempt_id from analysis_charge
             where posts && cast(:ids as bigint[])
                or posts && (select coalesce(array_agg(post.id), '{}')
                               from forum_text t
                               join forum_text post
                                 on (post.workspace_id, post.mode, post.source, post.name)
                                  = (t.workspace_id, t.mode, t.source, t.thread)
                              where t.id = any(:ids))
            """)
        .param("ids", ids.toArray(Long[]::new))
        .query(UUID.class)
        .list();
  }
}
