package hub.analysis;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Each kept post's problem, and the opportunity it stands under. */
@Repository
class Findings {

  /** One post's problem as the model put it; levels 0 to 4. */
  record Finding(
      long post,
      @Nullable UUID opportunity,
      String problem,
      String who,
      String today,
      int pain,
      int wouldPay,
      int doable,
      @Nullable Integer room) {

    /** What it is grouped by: the problem and the kind of person. */
    String gist() {
      return problem + " (" + who + ")";
    }
  }

  /** Who said something, as far as counting goes. */
  private record Voice(String author, @Nullable Long copy) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Findings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void add(UUID analysisId, Finding finding, UUID opportunity) {
    jdbc.sql(
            """
            insert into finding (analysis_id, text_id, opportunity_id, problem, who, today, pain, would_pay, doable)
            select :analysis, t.id, :opportunity,
                   case when t.erased_at is null then :problem else '' end,
                   case when t.erased_at is null then :who else '' end,
                   case when t.erased_at is null then :today else '' end, :pain, :wouldPay, :doable
              from forum_text t
             where t.id = :post
            on conflict do nothing
            """)
        .param("analysis", analysisId)
        .param("post", finding.post())
        .param("opportunity", opportunity)
        .param("problem", finding.problem())
        .param("who", finding.who())
        .param("today", finding.today())
        .param("pain", finding.pain())
        .param("wouldPay", finding.wouldPay())
        .param("doable", finding.doable())
        .update();
  }

  /** All findings of an analysis in their posts' order of promise: the same after any crash. */
  List<Finding> all(UUID analysisId) {
    return jdbc.sql(
            """
            select text_id, opportunity_id, problem, who, today, pain, would_pay, doable, room
              from finding join analysis_post using (analysis_id, text_id)
             where analysis_id = :analysis order by chunk, place
            """)
        .param("analysis", analysisId)
        .query(Findings::finding)
        .list();
  }

  /** The finding of one post; empty if it was not kept. */
  Optional<Finding> find(UUID analysisId, long post) {
    return jdbc.sql(
            """
            select text_id, opportunity_id, problem, who, today, pain, would_pay, doable, room
              from finding where analysis_id = :analysis and text_id = :post
            """)
        .param("analysis", analysisId)
        .param("post", post)
        .query(Findings::finding)
        .optional();
  }

  void room(UUID analysisId, long post, int room) {
    jdbc.sql("update finding set room = :room where analysis_id = :analysis and text_id = :post")
        .param("room", room)
        .param("analysis", analysisId)
        .param("post", post)
        .update();
  }

  void drop(UUID analysisId, long post) {
    jdbc.sql("delete from finding where analysis_id = :analysis and text_id = :post")
        .param("analysis", analysisId)
        .param("post", post)
        .update();
  }

  void move(UUID analysisId, Collection<Long> posts, UUID opportunity) {
    jdbc.sql(
            """
            update finding set opportunity_id = :opportunity
             where analysis_id = :analysis and text_id = any(:posts)
            """)
        .param("opportunity", opportunity)
        .param("analysis", analysisId)
        .param("posts", posts.toArray(Long[]::new))
        .update();
  }

  UUID newOpportunity(Analysis analysis, Finding finding, Instant at) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into opportunity
              (id, workspace_id, analysis_id, title, found_as, problem, who, today, found_at)
            values (:id, :workspace, :analysis, :title, :title, :problem, :who, :today, :at)
            """)
        .param("id", id)
        .param("workspace", analysis.workspaceId())
        .param("analysis", analysis.id())
        .param("title", finding.problem())
        .param("problem", finding.problem())
        .param("who", finding.who())
        .param("today", finding.today())
        .param("at", Timestamp.from(at))
        .update();
    return id;
  }

  /** Gives an opportunity the words that merging found for it. */
  void settle(UUID opportunity, int round, String title, String problem, String who, String today) {
    jdbc.sql(
            """
            update opportunity
               set title = :title, problem = :problem, who = :who, today = :today, settled = :round,
                   merged_into = null
             where id = :id
            """)
        .param("id", opportunity)
        .param("round", round)
        .param("title", title)
        .param("problem", problem)
        .param("who", who)
        .param("today", today)
        .update();
  }

  /** Whether this round's merging has given the opportunity its words. */
  boolean isSettled(UUID opportunity, int round) {
    return jdbc.sql("select settled = :round from opportunity where id = :id")
        .param("round", round)
        .param("id", opportunity)
        .query(Boolean.class)
        .single();
  }

  void mergeInto(UUID from, UUID to) {
    jdbc.sql("update opportunity set merged_into = :to where id = :from")
        .param("from", from)
        .param("to", to)
        .update();
  }

  /**
   * The independent authors of an opportunity: accounts that count, each once; of near-copies only
   * the first. Whose words are gone or overdue is evidence no more.
   */
  int authors(UUID opportunity) {
    List<Voice> voices =
        jdbc.sql(
                """
                select m.author_key, m.copy_key
                  from finding f
                  join mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
                  join forum_text t on t.id = m.text_id and t.erased_at is null and t.expires_at > :now
                 where f.opportunity_id = :opportunity
                   and m.author_key is not null
                   and m.role in ('evidence', 'cue', 'workaround')
                 order by m.said_at, m.text_id, m.id
                """)
            .param("opportunity", opportunity)
            .param("now", Timestamp.from(clock.instant()))
            .query(
                (row, number) ->
                    new Voice(row.getString("author_key"), row.getObject("copy_key", Long.class)))
            .list();
    return independent(voices);
  }

  /** The same for all opportunities and candidates of some analyses at once, by analysis. */
  Map<UUID, Map<UUID, Integer>> authors(Collection<UUID> analyses) {
    Map<UUID, Map<UUID, List<Voice>>> voices = new HashMap<>();
    jdbc.sql(
            """
            select a.id as analysis_id, f.opportunity_id, m.author_key, m.copy_key
              from unnest(cast(:analyses as uuid[])) as a (id)
              -- Finding by finding: joined at once, all findings of all analyses would be read.
             cross join lateral (select text_id, opportunity_id from finding where analysis_id = a.id offset 0) f
              left join lateral (select m.author_key, m.copy_key, m.said_at, m.text_id, m.id
                                   from mention m
                                   join forum_text t
                                     on t.id = m.text_id and t.erased_at is null and t.expires_at > :now
                                  where m.analysis_id = a.id and m.post_id = f.text_id
                                    and m.author_key is not null
                                    and m.role in ('evidence', 'cue', 'workaround')
                                 offset 0) m on true
             order by m.said_at, m.text_id, m.id
            """)
        .param("analyses", analyses.toArray(UUID[]::new))
        .param("now", Timestamp.from(clock.instant()))
        .query(
            row -> {
              List<Voice> heard =
                  voices
                      .computeIfAbsent(
                          row.getObject("analysis_id", UUID.class), id -> new HashMap<>())
                      .computeIfAbsent(
                          row.getObject("opportunity_id", UUID.class), id -> new ArrayList<>());
              String author = row.getString("author_key");
              if (author != null) {
                heard.add(new Voice(author, row.getObject("copy_key", Long.class)));
              }
            });
    Map<UUID, Map<UUID, Integer>> authors = new HashMap<>();
    voices.forEach(
        (analysis, each) -> {
          Map<UUID, Integer> counted = new HashMap<>();
          each.forEach((opportunity, heard) -> counted.put(opportunity, independent(heard)));
          authors.put(analysis, counted);
        });
    return authors;
  }

  /** The opportunities and candidates of an analysis that lost words they rested on. */
  Set<UUID> thinned(UUID analysisId) {
    return new HashSet<>(
        jdbc.sql(
                """
                select distinct f.opportunity_id
                  from finding f
                  join mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
                  join forum_text t on t.id = m.text_id and (t.erased_at is not null or t.expires_at <= :now)
                 where f.analysis_id = :analysis
                   and m.role in ('evidence', 'cue', 'workaround')
                """)
            .param("analysis", analysisId)
            .param("now", Timestamp.from(clock.instant()))
            .query(UUID.class)
            .list());
  }

  /** The same for all of one analysis. */
  Map<UUID, Integer> authorsIn(UUID analysisId) {
    return authors(List.of(analysisId)).getOrDefault(analysisId, Map.of());
  }

  private static int independent(List<Voice> voices) {
    Set<String> counted = new HashSet<>();
    List<Voice> kept = new ArrayList<>();
    for (Voice voice : voices) {
      boolean copy =
          kept.stream()
              .anyMatch(
                  other ->
                      !other.author().equals(voice.author())
                          && Copies.alike(other.copy(), voice.copy()));
      if (!copy) {
        kept.add(voice);
        counted.add(voice.author());
      }
    }
    return counted.size();
  }

  /**
   * The opportunities that findings stand under, in their first posts' order of promise: the same
   * in every run.
   */
  List<UUID> opportunities(UUID analysisId) {
    return jdbc.sql(
            """
            select opportunity_id from finding join analysis_post using (analysis_id, text_id)
             where analysis_id = :analysis
             group by opportunity_id
             order by min(array[chunk, place])
            """)
        .param("analysis", analysisId)
        .query(UUID.class)
        .list();
  }

  private static Finding finding(ResultSet row, int number) throws SQLException {
    return new Finding(
        row.getLong("text_id"),
        row.getObject("opportunity_id", UUID.class),
        row.getString("problem"),
        row.getString("who"),
        row.getString("today"),
        row.getInt("pain"),
        row.getInt("would_pay"),
        row.getInt("doable"),
        row.getObject("room", Integer.class));
  }
}
