package hub.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far each post of an analysis came. */
@Repository
class Posts {
  private final JdbcClient jdbc;

  Posts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds posts; those that the analysis already has are left as they are. */
  int add(UUID analysisId, String community, Collection<Long> ids) {
    return jdbc.sql(
            """
            insert into analysis_post (analysis_id, text_id, community)
            select :analysis, id, :community from unnest(cast(:ids as bigint[])) as id
            on conflict do nothing
            """)
        .param("analysis", analysisId)
        .param("community", community)
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }

  List<Long> ids(UUID analysisId) {
    return jdbc.sql(
            "select text_id from analysis_post where analysis_id = :analysis order by text_id")
        .param("analysis", analysisId)
        .query(Long.class)
        .list();
  }

  /** Those posts of a monitor's run that an earlier run of it judged to the end. */
  Set<Long> judgedBefore(Analysis run) {
    return Set.copyOf(
        jdbc.sql(
                """
                select p.text_id
                  from analysis_post p
                 where p.analysis_id = :run
                   and exists (select from analysis a
                                 join analysis_post q on q.analysis_id = a.id and q.text_id = p.text_id
                                where a.monitor_id = :monitor and a.id <> :run
                                  and (q.fit = false or q.kept = false or q.survived is not null
                                     or q.refused is not null and q.wave > 0))
                """)
            .param("run", run.id())
            .param("monitor", run.monitorId())
            .query(Long.class)
            .list());
  }

  /** Sets a chunk's posts in their order of promise. */
  void place(UUID analysisId, int wave, int chunk, List<Long> ids) {
    jdbc.sql(
            """
            update analysis_post p set wave = :wave, chunk = :chunk, place = o.place
              from unnest(cast(:ids as bigint[])) with ordinality as o (id, place)
             where p.analysis_id = :analysis and p.text_id = o.id
            """)
        .param("analysis", analysisId)
        .param("wave", wave)
        .param("chunk", chunk)
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }

  /** Notes what is expected of posts before they are judged. */
  void expect(UUID analysisId, List<Expected> posts) {
    jdbc.sql(
            """
            update analysis_post p set chance = e.chance, tokens = e.tokens, talk = e.talk
              from unnest(cast(:ids as bigint[]), cast(:chances as double precision[]),
                          cast(:tokens as int[]), cast(:talks as int[])) as e (id, chance, tokens, talk)
             where p.analysis_id = :analysis and p.text_id = e.id
            """)
        .param("analysis", analysisId)
        .param("ids", posts.stream().map(Expected::post).toArray(Long[]::new))
        .param("chances", posts.stream().map(Expected::chance).toArray(Double[]::new))
        .param("tokens", posts.stream().map(Expected::tokens).toArray(Integer[]::new))
        .param("talks", posts.stream().map(Expected::talk).toArray(Integer[]::new))
        .update();
  }

  /** The chunks of waves that are still to be sorted: chunk number to its posts in order. */
  Map<Integer, List<Long>> unsorted(UUID analysisId, int firstWave, int lastWave) {
    return chunks(analysisId, firstWave, lastWave, "label is null");
  }

  /** A wave's sorted posts that fit and go on to the second stage: chunk number to its posts. */
  Map<Integer, List<Long>> fitting(UUID analysisId, int wave) {
    return chunks(analysisId, wave, wave, "fit and kept is null");
  }

  private Map<Integer, List<Long>> chunks(
      UUID analysisId, int firstWave, int lastWave, String which) {
    Map<Integer, List<Long>> chunks = new java.util.TreeMap<>();
    jdbc.sql(
            """
            select chunk, text_id from analysis_post
             where analysis_id = :analysis and wave between :first and :last
               and refused is null and
            """
                + which
                + " order by chunk, place")
        .param("analysis", analysisId)
        .param("first", firstWave)
        .param("last", lastWave)
        .query(
            row -> {
              chunks
                  .computeIfAbsent(row.getInt("chunk"), chunk -> new java.util.ArrayList<>())
                  .add(row.getLong("text_id"));
            });
    return chunks;
  }

  /** The wave to which a chunk belongs. */
  int wave(UUID analysisId, int chunk) {
    return jdbc.sql(
            "select max(wave) from analysis_post where analysis_id = :analysis and chunk = :chunk")
        .param("analysis", analysisId)
        .param("chunk", chunk)
        .query(Integer.class)
        .single();
  }

  void refuse(UUID analysisId, Collection<Long> ids, String why) {
    jdbc.sql(
            """
            update analysis_post set refused = :why
             where analysis_id = :analysis and text_id = any(:ids)
            """)
        .param("analysis", analysisId)
        .param("ids", ids.toArray(Long[]::new))
        .param("why", why)
        .update();
  }

  void label(UUID analysisId, Map<Long, String> labels, Collection<Long> fit) {
    jdbc.sql(
            """
            update analysis_post p set label = l.label, fit = (p.text_id = any(:fit))
              from unnest(cast(:ids as bigint[]), cast(:labels as text[])) as l (id, label)
             where p.analysis_id = :analysis and p.text_id = l.id
            """)
        .param("analysis", analysisId)
        .param("ids", labels.keySet().toArray(Long[]::new))
        .param("labels", labels.values().toArray(String[]::new))
        .param("fit", fit.toArray(Long[]::new))
        .update();
  }

  void kept(UUID analysisId, Collection<Long> kept, Collection<Long> left) {
    flag(analysisId, "kept", kept, true);
    flag(analysisId, "kept", left, false);
  }

  void survived(UUID analysisId, Collection<Long> survivors, Collection<Long> left) {
    flag(analysisId, "survived", survivors, true);
    flag(analysisId, "survived", left, false);
  }

  void comments(UUID analysisId, long post, int comments) {
    jdbc.sql(
            "update analysis_post set comments = :n where analysis_id = :analysis and text_id ="
                + " :post")
        .param("analysis", analysisId)
        .param("post", post)
        .param("n", comments)
        .update();
  }

  void commentsRead(UUID analysisId, long post, int comments) {
    jdbc.sql(
            """
            update analysis_post set comments_read = comments_read + :n
             where analysis_id = :analysis and text_id = :post
            """)
        .param("analysis", analysisId)
        .param("post", post)
        .param("n", comments)
        .update();
  }

  /** Comments of a post that the model gave no answer for; nobody asks about them again. */
  void commentsRefused(UUID analysisId, long post, int comments) {
    jdbc.sql(
            """
            update analysis_post set comments_refused = comments_refused + :n
             where analysis_id = :analysis and text_id = :post
            """)
        .param("analysis", analysisId)
        .param("post", post)
        .param("n", comments)
        .update();
  }

  /** Posts that were not sorted, or fit and wait for the second stage. */
  int notJudged(UUID analysisId) {
    return count(analysisId, "refused is null and (label is null or fit and kept is null)");
  }

  /** Posts of which it is known whether they were turned down or kept. */
  int judged(UUID analysisId) {
    return count(analysisId, "(refused is not null or not fit or kept is not null)");
  }

  private int count(UUID analysisId, String which) {
    return jdbc.sql(
            "select count(*) from analysis_post where analysis_id = :analysis and wave > 0 and "
                + which)
        .param("analysis", analysisId)
        .query(Integer.class)
        .single();
  }

  private void flag(UUID analysisId, String column, Collection<Long> ids, boolean value) {
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql(
            "update analysis_post set "
                + column
                + " = :value where analysis_id = :analysis and text_id = any(:ids)")
        .param("value", value)
        .param("analysis", analysisId)
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }
}
