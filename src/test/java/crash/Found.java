package crash;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An opportunity or candidate, told apart from others by what it says and stands on.
 *
 * <p>Its rank is left out: questions for comments are shuffled by numbers that the database gave,
 * so a reading may differ by a step between two runs and swap neighbours.
 *
 * @param ranked whether it is an opportunity; false for a candidate
 * @param quotes source, role and offsets of each
 */
record Found(boolean ranked, String title, int authors, List<String> quotes) {

  /** Reads {@code id rank authors}, and the rest from the database. */
  static Found of(String line, JdbcClient jdbc) {
    String[] words = line.split(" ");
    UUID id = UUID.fromString(words[0]);
    String title =
        jdbc.sql("select title from opportunity where id = :id")
            .param("id", id)
            .query(String.class)
            .single();
    List<String> quotes =
        jdbc.sql(
                """
                select t.name || ' ' || m.role || ' ' || m.starts || '-' || m.ends || coalesce(' ' || m.detail, '')
                  from finding f
                  join mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
                  join forum_text t on t.id = m.text_id
                 where f.opportunity_id = :id
                 order by 1
                """)
            .param("id", id)
            .query(String.class)
            .list();
    return new Found(Integer.parseInt(words[1]) > 0, title, Integer.parseInt(words[2]), quotes);
  }
}
