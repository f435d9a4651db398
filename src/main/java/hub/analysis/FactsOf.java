package hub.analysis;

import hub.analysis.view.Facts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What a score rests on. Code counts what can be counted; the model's levels come from its
 * readings, or, before it has read the opportunity, from the posts' own levels.
 */
@Repository
class FactsOf {
  private static final Duration RECENT = Duration.ofDays(90);

  private record Counts(int threads, int mentions, int recent, int before) {
    static final Counts NONE = new Counts(0, 0, 0, 0);
  }

  private record Levels(int pain, int wouldPay, int doable, int room) {}

  private final JdbcClient jdbc;
  private final Findings findings;
  private final Readings readings;

  FactsOf(JdbcClient jdbc, Findings findings, Readings readings) {
    this.jdbc = jdbc;
    this.findings = findings;
    this.readings = readings;
  }

  /** Of each opportunity and candidate of an analysis. */
  Map<UUID, Facts> of(UUID analysisId) {
    Map<UUID, Integer> authors = findings.authorsIn(analysisId);
    Map<UUID, Counts> counts = counts(analysisId);
    Map<UUID, Map<String, Readings.Level>> read = readings.levels(analysisId);
    Map<UUID, Facts> facts = new HashMap<>();
    ownLevels(analysisId)
        .forEach(
            (id, own) ->
                facts.put(
                    id,
                    facts(
                        authors.getOrDefault(id, 0),
                        counts.getOrDefault(id, Counts.NONE),
                        own,
                        read.getOrDefault(id, Map.of()))));
    return facts;
  }

  private static Facts facts(
      int authors, Counts counts, Levels own, Map<String, Readings.Level> read) {
    return new Facts(
        authors,
        counts.threads(),
        counts.mentions() == 0 ? 0 : Math.round(100f * counts.recent() / counts.mentions()),
        counts.before() == 0
            ? null
            : Math.round(100f * (counts.recent() - counts.before()) / counts.before()),
        level(read, "pain", own.pain()),
        level(read, "would_pay", own.wouldPay()),
        level(read, "doable", own.doable()),
        level(read, "room", own.room()));
  }

  private static Facts.Reading level(Map<String, Readings.Level> read, String criterion, int own) {
    Readings.Level level = read.get(criterion);
    return level == null ? Facts.Reading.of(own) : level.reading();
  }

  private Map<UUID, Counts> counts(UUID analysisId) {
    Map<UUID, Counts> counts = new HashMap<>();
    jdbc.sql(
            """
            select f.opportunity_id,
                   count(distinct m.post_id) as threads,
                   count(distinct m.text_id) as mentions,
                   count(distinct m.text_id) filter (where said_at > a.created_at - :recent * interval '1 day') as recent,
                   count(distinct m.text_id) filter (where said_at > a.created_at - 2 * :recent * interval '1 day'
                                                       and said_at <= a.created_at - :recent * interval '1 day') as before
              from analysis a
              join finding f on f.analysis_id = a.id
              join mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
             where a.id = :analysis
               and m.role in ('evidence', 'cue', 'workaround')
             group by f.opportunity_id
            """)
        .param("analysis", analysisId)
        .param("recent", RECENT.toDays())
        .query(
            row -> {
              counts.put(
                  row.getObject("opportunity_id", UUID.class),
                  new Counts(
                      row.getInt("threads"),
                      row.getInt("mentions"),
                      row.getInt("recent"),
                      row.getInt("before")));
            });
    return counts;
  }

  private Map<UUID, Levels> ownLevels(UUID analysisId) {
    Map<UUID, Levels> levels = new HashMap<>();
    jdbc.sql(
            """
            select o.id as opportunity_id,
                   coalesce(percentile_disc(0.5) within group (order by pain), 0)::int as pain,
                   coalesce(percentile_disc(0.5) within group (order by would_pay), 0)::int as would_pay,
                   coalesce(percentile_disc(0.5) within group (order by doable), 0)::int as doable,
                   coalesce(percentile_disc(0.5) within group (order by room), 0)::int as room
              from opportunity o
              left join finding f on f.analysis_id = o.analysis_id and f.opportunity_id = o.id
             where o.analysis_id = :analysis
             group by o.id
            """)
        .param("analysis", analysisId)
        .query(
            row -> {
              levels.put(
                  row.getObject("opportunity_id", UUID.class),
                  new Levels(
                      row.getInt("pain"),
                      row.getInt("would_pay"),
                      row.getInt("doable"),
                      row.getInt("room")));
            });
    return levels;
  }
}
