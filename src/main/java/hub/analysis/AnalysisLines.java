package hub.analysis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import hub.CommunityName;
import hub.analysis.view.AnalysisLine;
import hub.analysis.view.EndedAnalysis;
import hub.analysis.view.MoneyLine;
import hub.analysis.view.Overview;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A workspace's analyses as a list. */
@Component
class AnalysisLines {
  /** Enough to choose from: who looks for an older one comes from its own page. */
  private static final int ENDED_SHOWN = 200;

  /** A list shows figures that are so old at most: it is looked at by many, of many at work. */
  private static final Duration SERVES = Duration.ofSeconds(1);

  /** What a line says of an analysis that moves. */
  private record Figures(MoneyLine money, LiveReader.Standing standing) {}

  private final Cache<Analysis, Figures> figures =
      Caffeine.newBuilder().expireAfterWrite(SERVES).maximumSize(1_000).build();

  private final Cache<UUID, Ranking.Count> counts =
      Caffeine.newBuilder().expireAfterWrite(SERVES).maximumSize(1_000).build();

  private final AnalysisRows rows;
  private final LiveReader live;
  private final MoneyOf money;
  private final Ranking ranking;
  private final JdbcClient jdbc;

  AnalysisLines(
      AnalysisRows rows, LiveReader live, MoneyOf money, Ranking ranking, JdbcClient jdbc) {
    this.rows = rows;
    this.live = live;
    this.money = money;
    this.ranking = ranking;
    this.jdbc = jdbc;
  }

  /** The newest first. */
  List<AnalysisLine> lines(UUID workspaceId, int skip, int most) {
    List<Analysis> page = rows.newest(workspaceId, skip, most);
    Map<UUID, Ranking.Count> found =
        counts.getAll(page.stream().map(Analysis::id).toList(), ranking::counts);
    Map<UUID, String> names = names(page);
    return page.stream()
        .map(
            one ->
                line(
                    one,
                    names.getOrDefault(one.createdBy(), ""),
                    Objects.requireNonNull(found.get(one.id()))))
        .toList();
  }

  /** Of those who started them, by person. */
  private Map<UUID, String> names(List<Analysis> page) {
    Map<UUID, String> names = new HashMap<>();
    jdbc.sql("select id, name from app_user where id = any(:people)")
        .param("people", page.stream().map(Analysis::createdBy).distinct().toArray(UUID[]::new))
        .query(
            row -> {
              names.put(row.getObject("id", UUID.class), row.getString("name"));
            });
    return names;
  }

  private AnalysisLine line(Analysis analysis, String by, Ranking.Count count) {
    Figures now = figures.get(analysis, this::figures);
    boolean begun = analysis.wave() > 0;
    return new AnalysisLine(
        analysis.id(),
        analysis.topic(),
        where(analysis.communities()),
        now.standing().state(),
        now.standing().words(),
        begun ? count.opportunities() : null,
        begun ? count.candidates() : null,
        now.money(),
        analysis.createdAt(),
        by);
  }

  private Figures figures(Analysis analysis) {
    MoneyLine line = money.line(analysis);
    return new Figures(line, live.standing(analysis, line.calls()));
  }

  private static String where(List<String> communities) {
    if (communities.isEmpty()) {
      return "own texts";
    }
    String first = CommunityName.shown(communities.getFirst());
    return communities.size() == 1
        ? first
        : "%s and %d more".formatted(first, communities.size() - 1);
  }

  Overview overview(UUID workspaceId) {
    return jdbc.sql(
            """
            select count(*)::int as "all",
                   count(*) filter (where state = 'running')::int as at_work,
                   count(*) filter (where state = 'partial')::int as partial,
                   coalesce(sum(charged), 0) as charged
              from analysis join budget using (id)
             where analysis.workspace_id = :workspace
            """)
        .param("workspace", workspaceId)
        .query(Overview.class)
        .single();
  }

  /** The newest, and those that are chosen already. */
  List<EndedAnalysis> ended(UUID workspaceId, Collection<UUID> chosen) {
    return jdbc.sql(
            """
            select id, topic, created_at as started_at
              from (select id, topic, created_at from analysis
                     where workspace_id = :workspace and state <> 'running'
                     order by id = any(:chosen) desc, created_at desc limit :most) as shown
             order by created_at desc
            """)
        .param("workspace", workspaceId)
        .param("chosen", chosen.toArray(UUID[]::new))
        .param("most", ENDED_SHOWN)
        .query(EndedAnalysis.class)
        .list();
  }
}
