package hub.analysis;

import hub.sources.Wordings;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What the model wrote about an analysis's posts. It may hold people's words, since that is what it
 * read.
 */
@Repository
class ModelWords {
  /** The title of what nothing clean is left to call by. */
  private static final String EXPIRED = "Evidence expired";

  private static final int LONGEST_TITLE = 100;

  private final JdbcClient jdbc;

  ModelWords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Wording(
      UUID id, String title, String foundAs, String problem, String who, String today) {}

  private record Saying(
      UUID analysisId, long textId, UUID opportunityId, String problem, String who, String today) {}

  private record Why(UUID opportunityId, int reading, String criterion, String why) {}

  /**
   * Takes out whatever holds a part of these words, from all that was written in these analyses.
   */
  void leaveOut(Collection<UUID> analyses, Wordings gone) {
    if (!analyses.isEmpty() && !gone.isEmpty()) {
      UUID[] ids = analyses.toArray(UUID[]::new);
      sayings(ids).stream()
          .filter(saying -> holds(gone, saying.problem(), saying.who(), saying.today()))
          .forEach(this::clear);
      whys(ids).stream().filter(why -> gone.standIn(why.why())).forEach(this::clear);
      List<Saying> left = sayings(ids);
      wordings(ids).stream()
          .filter(
              each ->
                  holds(
                      gone, each.title(), each.foundAs(), each.problem(), each.who(), each.today()))
          .forEach(each -> reword(each, gone, left));
    }
  }

  private static boolean holds(Wordings gone, String... texts) {
    return Stream.of(texts).anyMatch(gone::standIn);
  }

  private List<Wording> wordings(UUID[] analyses) {
    return jdbc.sql(
            """
            select id, title, found_as, problem, who, today from opportunity
             where analysis_id = any(:analyses)
             order by id
            """)
        .param("analyses", analyses)
        .query(Wording.class)
        .list();
  }

  private List<Saying> sayings(UUID[] analyses) {
    return jdbc.sql(
            """
            select analysis_id, text_id, opportunity_id, problem, who, today from finding
             where analysis_id = any(:analyses)
               and (problem, who, today) <> ('', '', '')
             order by analysis_id, text_id
            """)
        .param("analyses", analyses)
        .query(Saying.class)
        .list();
  }

  private List<Why> whys(UUID[] analyses) {
    return jdbc.sql(
            """
            select r.opportunity_id, r.reading, r.criterion, r.why
              from reading r
              join opportunity o on o.id = r.opportunity_id
             where o.analysis_id = any(:analyses)
            """)
        .param("analyses", analyses)
        .query(Why.class)
        .list();
  }

  private void clear(Saying saying) {
    jdbc.sql(
            """
            update finding set problem = '', who = '', today = ''
             where analysis_id = :analysis and text_id = :text
            """)
        .param("analysis", saying.analysisId())
        .param("text", saying.textId())
        .update();
  }

  private void clear(Why why) {
    jdbc.sql(
            """
            update reading set why = ''
             where opportunity_id = :id and reading = :reading and criterion = :criterion
            """)
        .param("id", why.opportunityId())
        .param("reading", why.reading())
        .param("criterion", why.criterion())
        .update();
  }

  /** In the words of another of its posts, if there is one. */
  private void reword(Wording wording, Wordings gone, List<Saying> left) {
    Saying other =
        left.stream()
            .filter(saying -> saying.opportunityId().equals(wording.id()))
            .filter(saying -> !saying.problem().isBlank())
            .findFirst()
            .orElse(new Saying(wording.id(), 0, wording.id(), "", "", ""));
    String title = other.problem().isBlank() ? EXPIRED : shortened(other.problem());
    jdbc.sql(
            """
            update opportunity
               set title = :title, found_as = :found, problem = :problem, who = :who, today = :today
             where id = :id
            """)
        .param("id", wording.id())
        .param("title", clean(gone, wording.title(), title))
        .param("found", clean(gone, wording.foundAs(), title))
        .param("problem", clean(gone, wording.problem(), other.problem()))
        .param("who", clean(gone, wording.who(), other.who()))
        .param("today", clean(gone, wording.today(), other.today()))
        .update();
  }

  private static String clean(Wordings gone, String words, String otherwise) {
    return gone.standIn(words) ? otherwise : words;
  }

  private static String shortened(String words) {
    int end = words.lastIndexOf(' ', LONGEST_TITLE);
    return words.length() <= LONGEST_TITLE || end < 1 ? words : words.substring(0, end) + " …";
  }
}
