package hub.imports;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Chooses which posts of an import an analysis reads. A dump may hold a million, and all that is
 * judged costs: so those come first whose words are the topic's, then those with most comments.
 */
@Repository
public class ImportedPosts {
  /** Shorter words say nothing about a topic; longer ones differ in their endings. */
  private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");

  private static final int STEM = 6;

  private final JdbcClient jdbc;
  private final ImportSettings settings;
  private final Clock clock;

  ImportedPosts(JdbcClient jdbc, ImportSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The posts nearest to a topic, nearest first.
   *
   * @param since older posts are left out
   * @return empty if this workspace has no such import
   */
  public List<Long> nearest(UUID workspaceId, UUID importId, String topic, Instant since) {
    return jdbc.sql(
            """
            select f.id
              from dump_import i
              join forum_text f on f.id between i.first_text and i.last_text and f.import_id = i.id
             where i.id = :import
               and i.workspace_id = :workspace
               and f.parent is null
               and f.status = 'present'
               and f.erased_at is null
               and f.expires_at > :now
               and f.created_at >= :since
             order by (select coalesce(sum(case when strpos(lower(f.title), stem) > 0 then 3
                                                when strpos(lower(f.body), stem) > 0 then 1 else 0 end), 0)
                         from unnest(cast(:stems as text[])) as stem) desc,
                      f.comments desc, f.id
             limit :most
            """)
        .param("import", importId)
        .param("workspace", workspaceId)
        .param("now", Timestamp.from(clock.instant()))
        .param("since", Timestamp.from(since))
        .param("stems", stems(topic))
        .param("most", settings.postsPerAnalysis())
        .query(Long.class)
        .list();
  }

  private static String[] stems(String topic) {
    return WORD.matcher(topic.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .map(word -> word.substring(0, Math.min(STEM, word.length())))
        .distinct()
        .toArray(String[]::new);
  }
}
