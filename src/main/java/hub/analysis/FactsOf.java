package hub.analysis;

import hub.analysis.view.Facts;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
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

  private record Counts(int threads, int mentions, int recent, int before) {}

  private record Levels(int pain, int wouldPay, int doable, int room) {}

  private final JdbcClient jdbc;
  private final Findings findings;
  private final Readings readings;

  FactsOf(JdbcClient jdbc, Findings findings, Readings readings) {
    this.jdbc = jdbc;
    this.findings = findings;
    this.readings = readings;
  }

  Facts of(UUID opportunity) {
    Counts counts = counts(opportunity);
    Levels own = ownLevels(opportunity);
    Map<String, Readings.Level> read = readings.levels(opportunity);
    return new Facts(
        findings.authors(opportunity),
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

  private Counts counts(UUID opportunity) {
    Instant now =
        jdbc.sql(
                """
                select a.created_at from opportunity o join analysis a on a.id = o.analysis_id
                 where o.id = :opportunity
                """)
            .param("opportunity", opportunity)
            .query(Timestamp.class)
            .single()
            .toInstant();
    return jdbc.sql(
            """
            select count(distinct m.post_id) as threads,
                   count(distinct m.text_id) as mentions,
                   count(distinct m.text_id) filter (where said_at > :recent) as recent,
                   count(distinct m.text_id) filter (where said_at > :before and said_at <= :recent) as before
              from finding f
              join mention m on m.analysis_id = f.analysis_id and m.post_id = f.text_id
             where f.opportunity_id = :opportunity
               and m.role in ('evidence', 'cue', 'workaround')
            """)
        .param("opportunity", opportunity)
        .param("recent", Timestamp.from(now.minus(RECENT)))
        .param("before", Timestamp.from(now.minus(RECENT.multipliedBy(2))))
        .query(Counts.class)
        .single();
  }

  private Levels ownLevels(UUID opportunity) {
    return jdbc.sql(
            """
            select coalesce(percentile_disc(0.5) within group (order by pain), 0)::int as pain,
                   coalesce(percentile_disc(0.5) within group (order by would_pay), 0)::int as would_pay,
                   coalesce(percentile_disc(0.5) within group (order by doable), 0)::int as doable,
                   coalesce(percentile_disc(0.5) within group (order by room), 0)::int as room
              from finding where opportunity_id = :opportunity
            """)
        .param("opportunity", opportunity)
        .query(Levels.class)
        .single();
  }
}
