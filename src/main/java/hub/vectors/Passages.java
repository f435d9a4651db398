package hub.vectors;

import hub.analysis.view.MarkedText;
import hub.analysis.view.MarkedText.Mark;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The part of a text that holds most of what was asked for, with those words marked. */
@Repository
class Passages {
  /** Marks begin and end with letters that belong to no script and are not kept of any text. */
  private static final char BEGIN = '\uE000';

  private static final char END = '\uE001';

  private final JdbcClient jdbc;
  private final Clock clock;

  Passages(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The passages of those texts that still have their words, by their ids.
   *
   * @param query a tsquery; empty marks nothing and takes each text's beginning
   */
  Map<Long, MarkedText> of(Collection<Long> ids, String query) {
    Map<Long, MarkedText> passages = new HashMap<>();
    jdbc.sql(
            """
            select id, ts_headline('english', translate(left(coalesce(nullif(body, ''), title), 20000), :both, ''),
                                   cast(:query as tsquery), :options) as passage
              from forum_text
             where id = any(:ids)
               and erased_at is null
               and expires_at > :now
            """)
        .param("both", "" + BEGIN + END)
        .param("query", query)
        .param(
            "options",
            "StartSel=%s, StopSel=%s, MaxFragments=1, MinWords=30, MaxWords=55, ShortWord=0"
                .formatted(BEGIN, END))
        .param("ids", ids.toArray(Long[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .query(
            row -> {
              passages.put(row.getLong("id"), marked(row.getString("passage")));
            });
    return passages;
  }

  static MarkedText marked(String passage) {
    StringBuilder text = new StringBuilder(passage.length());
    List<Mark> marks = new ArrayList<>();
    int begin = 0;
    for (char each : passage.toCharArray()) {
      switch (each) {
        case BEGIN -> begin = text.length();
        case END -> marks.add(new Mark(begin, text.length(), 0));
        default -> text.append(each);
      }
    }
    return new MarkedText(text.toString(), marks);
  }
}
