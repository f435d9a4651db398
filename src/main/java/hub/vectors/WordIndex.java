package hub.vectors;

import hub.vectors.Nearest.Filter;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Search by words: PostgreSQL's full text, English.
 *
 * <p>Texts that hold all the words asked for come first; where those are few, texts that hold any
 * of them follow, the newest some thousand of them, since ranking reads each. A text's rank is
 * divided by the logarithm of its length, so a long page does not win by being long.
 */
@Repository
class WordIndex {
  private static final int RANKED = 3_000;

  /**
   * Whoever asks with usual words finds enough in these. The index of words would bring every text
   * that holds one of them, and the database cannot know: it keeps no statistics of people's words.
   */
  private static final int NEWEST = 20_000;

  private static final String AMONG_NEWEST =
      """
      (select * from text_words
        where workspace_id = :workspace and mode = :mode
        order by text_id desc
        limit %d) as text_words\
      """
          .formatted(NEWEST);

  private final JdbcClient jdbc;

  WordIndex(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was found, best first.
   *
   * @param all texts with all the words
   * @param any texts with some of them; not looked for where {@code all} is enough
   */
  record Fitting(List<Long> all, List<Long> any) {
    static final Fitting NOTHING = new Fitting(List.of(), List.of());
  }

  /** The texts that fit these words best. */
  Fitting find(Space space, String words, Filter filter, int most) {
    String any = anyOf(words);
    if (any.isEmpty()) {
      return Fitting.NOTHING;
    }
    List<Long> all = ranked(space, any.replace(" | ", " & "), any, filter, most);
    boolean enough = all.size() == most || !any.contains(" | ");
    return new Fitting(all, enough ? List.of() : newest(space, any, filter, most));
  }

  /** The words' stems as a query for any of them; empty if there is none that counts. */
  String anyOf(String words) {
    return jdbc.sql(
            """
            select coalesce(string_agg(quote_literal(lexeme), ' | '), '')
              from unnest(to_tsvector('english', :words))
            """)
        .param("words", words)
        .query(String.class)
        .single();
  }

  /** Texts with some of the words, of the newest if there are enough. */
  private List<Long> newest(Space space, String any, Filter filter, int most) {
    if (filter.among() == null) {
      Ranked newest = ranked(AMONG_NEWEST, space, any, any, filter, most);
      if (newest.of() == RANKED) {
        return newest.texts();
      }
    }
    return ranked(space, any, any, filter, most);
  }

  private List<Long> ranked(Space space, String query, String any, Filter filter, int most) {
    return ranked("text_words", space, query, any, filter, most).texts();
  }

  /**
   * The best texts.
   *
   * @param of how many were ranked
   */
  private record Ranked(List<Long> texts, int of) {}

  private Ranked ranked(
      String from, Space space, String query, String any, Filter filter, int most) {
    Set<Long> among = filter.among();
    List<Long> texts = new ArrayList<>();
    AtomicInteger of = new AtomicInteger();
    jdbc.sql(
            """
            with found as materialized (
              select text_id, words
                from %s
               where words @@ cast(:query as tsquery)
                 and workspace_id = :workspace
                 and mode = :mode
                 and (cast(:kind as text) is null or kind = :kind)
                 and (cardinality(cast(:communities as text[])) = 0 or community = any(:communities))
                 and (cast(:since as timestamptz) is null or created_at >= :since)
                 and (cast(:score as int) is null or score >= :score)
                 and (cast(:among as bigint[]) is null or text_id = any(:among))
               order by text_id desc
               limit :ranked)
            select text_id, (select count(*) from found) as of
              from found
             order by ts_rank(words, cast(:any as tsquery), 1) desc, text_id desc
             limit :most
            """
                .formatted(from))
        .param("query", query)
        .param("any", any)
        .param("workspace", space.workspaceId())
        .param("mode", space.mode().word())
        .param("kind", filter.kind() == null ? null : filter.kind().word(), Types.VARCHAR)
        .param("communities", filter.communities().toArray(String[]::new))
        .param("since", since(filter), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("score", filter.leastScore(), Types.INTEGER)
        .param("among", among == null ? null : among.toArray(Long[]::new), Types.ARRAY)
        .param("ranked", RANKED)
        .param("most", most)
        .query(
            row -> {
              texts.add(row.getLong("text_id"));
              of.set(row.getInt("of"));
            });
    return new Ranked(List.copyOf(texts), of.get());
  }

  private static @Nullable Object since(Filter filter) {
    return filter.since() == null ? null : filter.since().atOffset(ZoneOffset.UTC);
  }
}
