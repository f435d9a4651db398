package hub.analysis;

import hub.analysis.Stand.Heap;
import hub.analysis.Stand.Unread;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where a running analysis's posts stand, and what its stages have read and been charged so far.
 */
@Repository
class Stands {

  /**
   * What went on of what was expected to, in posts.
   *
   * @param hoped of the sorted posts, how many were expected to fit
   * @param fit how many did
   * @param weighed how many of those were judged in the second stage, and kept there
   * @param checked how many of the kept were checked in the third, and survived
   */
  record Shares(double hoped, int fit, int weighed, int kept, int checked, int survived) {}

  /** One stage so far: what it read, and its charge in US dollars. */
  record Done(Load load, BigDecimal charge) {}

  private final JdbcClient jdbc;
  private final AnalysisSettings settings;

  Stands(JdbcClient jdbc, AnalysisSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  /** One row a chunk. */
  List<Stand> of(UUID analysisId) {
    return jdbc.sql(
            """
            with post as (
              select chunk, chance, tokens, talk, ceil(talk / :full) as readings,
                     label is null as unsorted,
                     fit and kept is null as fitting,
                     kept and survived is null as kept,
                     survived and comments is null as surviving,
                     case when survived then greatest(comments - comments_read - comments_refused, 0) else 0 end as unread
                from analysis_post
               where analysis_id = :analysis and wave > 0 and refused is null)
            select chunk,
                   count(*) filter (where unsorted) as u, coalesce(sum(tokens) filter (where unsorted), 0) as ut,
                   coalesce(sum(chance) filter (where unsorted), 0) as h,
                   coalesce(sum(chance * tokens) filter (where unsorted), 0) as ht,
                   coalesce(sum(chance * talk * (1 + :moreTalk * (1 - chance) ^ 2)) filter (where unsorted), 0) as hc,
                   coalesce(sum(chance * readings) filter (where unsorted), 0) as hr,
                   count(*) filter (where fitting) as f, coalesce(sum(tokens) filter (where fitting), 0) as ft,
                   coalesce(sum(talk) filter (where fitting), 0) as fc, coalesce(sum(readings) filter (where fitting), 0) as fr,
                   count(*) filter (where kept) as k, coalesce(sum(tokens) filter (where kept), 0) as kt,
                   coalesce(sum(talk) filter (where kept), 0) as kc, coalesce(sum(readings) filter (where kept), 0) as kr,
                   count(*) filter (where surviving) as s, coalesce(sum(tokens) filter (where surviving), 0) as st,
                   coalesce(sum(talk) filter (where surviving), 0) as sc, coalesce(sum(readings) filter (where surviving), 0) as sr,
                   coalesce(sum(unread), 0) as c, coalesce(sum(ceil(unread / :perCall)), 0) as cr
              from post
             group by chunk
            """)
        .param("analysis", analysisId)
        .param("moreTalk", Stand.MORE_TALK)
        .param("full", Yield.talkInACall(settings))
        .param("perCall", (double) settings.commentsPerCall())
        .query(
            (row, number) ->
                new Stand(
                    new Heap(row.getDouble("u"), row.getDouble("ut"), 0, 0),
                    heap(row, "h"),
                    heap(row, "f"),
                    heap(row, "k"),
                    heap(row, "s"),
                    new Unread(row.getDouble("c"), row.getDouble("cr"))))
        .list();
  }

  Shares shares(UUID analysisId) {
    return jdbc.sql(
            """
            select coalesce(sum(chance) filter (where label is not null), 0) as hoped,
                   count(*) filter (where fit) as fit,
                   count(*) filter (where fit and kept is not null) as weighed,
                   count(*) filter (where kept) as kept,
                   count(*) filter (where kept and survived is not null) as checked,
                   count(*) filter (where survived) as survived
              from analysis_post
             where analysis_id = :analysis and wave > 0 and refused is null
            """)
        .param("analysis", analysisId)
        .query(Shares.class)
        .single();
  }

  /** What each stage that was charged has done for it. */
  Map<PaidStage, Done> done(UUID analysisId) {
    Map<PaidStage, Done> done = new EnumMap<>(PaidStage.class);
    jdbc.sql(
            """
            select c.stage, count(*) as calls, sum(c.charge) as charge, max(s.done) as items,
                   max(case c.stage when 'classify' then t.sorted when 'feasibility' then t.weighed
                            when 'antipatterns' then t.checked else 0 end) as tokens
              from analysis_charge c
              join analysis_stage s on s.analysis_id = c.analysis_id and s.stage = c.stage
             cross join (select coalesce(sum(tokens) filter (where label is not null), 0) as sorted,
                                coalesce(sum(tokens) filter (where kept is not null), 0) as weighed,
                                coalesce(sum(tokens) filter (where survived is not null), 0) as checked
                           from analysis_post where analysis_id = :analysis) as t
             where c.analysis_id = :analysis
             group by c.stage
            """)
        .param("analysis", analysisId)
        .query(
            row -> {
              done.put(
                  PaidStage.of(row.getString("stage")),
                  new Done(
                      new Load(
                          row.getDouble("calls"), row.getDouble("items"), row.getDouble("tokens")),
                      row.getBigDecimal("charge")));
            });
    return done;
  }

  private static Heap heap(ResultSet row, String name) throws SQLException {
    return new Heap(
        row.getDouble(name),
        row.getDouble(name + "t"),
        row.getDouble(name + "c"),
        row.getDouble(name + "r"));
  }
}
