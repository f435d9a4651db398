package hub.analysis;

import hub.analysis.view.AnalysisLine;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.EndedAnalysis;
import hub.analysis.view.FirstPage;
import hub.analysis.view.LiveView;
import hub.analysis.view.LogLine;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Overview;
import hub.analysis.view.ResultsView;
import hub.analysis.view.Stage;
import hub.analysis.view.ThreadView;
import hub.analysis.view.Upload;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What the pages read, over the read tables. One workspace sees only its own. */
@Service
class AnalysisViews implements AnalysisReader {
  private final AnalysisRows rows;
  private final EventStore events;
  private final OpportunityRows opportunities;
  private final LiveReader live;
  private final ResultsReader results;
  private final OpportunityReader opportunity;
  private final ThreadReader thread;
  private final AnalysisLines list;
  private final Offers offers;
  private final UploadedTexts uploads;
  private final LineWords line;
  private final JdbcClient jdbc;

  AnalysisViews(
      AnalysisRows rows,
      EventStore events,
      OpportunityRows opportunities,
      LiveReader live,
      ResultsReader results,
      OpportunityReader opportunity,
      ThreadReader thread,
      AnalysisLines list,
      Offers offers,
      UploadedTexts uploads,
      LineWords line,
      JdbcClient jdbc) {
    this.rows = rows;
    this.events = events;
    this.opportunities = opportunities;
    this.live = live;
    this.results = results;
    this.opportunity = opportunity;
    this.thread = thread;
    this.list = list;
    this.offers = offers;
    this.uploads = uploads;
    this.line = line;
    this.jdbc = jdbc;
  }

  @Override
  public FirstPage firstPage(UUID workspaceId) {
    return offers.firstPage(workspaceId);
  }

  @Override
  public String waitBeforeAStart(UUID workspaceId) {
    return line.beforeAStart(workspaceId);
  }

  @Override
  public List<AnalysisLine> analyses(UUID workspaceId, int skip, int most) {
    return list.lines(workspaceId, skip, most);
  }

  @Override
  public Overview overview(UUID workspaceId) {
    return list.overview(workspaceId);
  }

  @Override
  public List<EndedAnalysis> ended(UUID workspaceId, Collection<UUID> chosen) {
    return list.ended(workspaceId, chosen);
  }

  @Override
  public Optional<LiveView> live(UUID workspaceId, UUID analysisId) {
    return rows.find(workspaceId, analysisId).map(live::live);
  }

  @Override
  public Optional<LiveView> glance(UUID workspaceId, UUID analysisId) {
    return rows.find(workspaceId, analysisId).map(live::glance);
  }

  @Override
  public List<LogLine> log(UUID workspaceId, UUID analysisId, long after, int most) {
    List<EventStore.Stored> lines = events.after(workspaceId, analysisId, after, most);
    if (lines.isEmpty()) {
      return List.of();
    }
    LogWords words = new LogWords(opportunities.firstTitles(analysisId));
    return lines.stream().map(words::line).toList();
  }

  @Override
  public long lastPosition(UUID workspaceId, UUID analysisId) {
    return jdbc.sql("select last_seq from analysis where id = :id and workspace_id = :workspace")
        .param("id", analysisId)
        .param("workspace", workspaceId)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  @Override
  public Optional<ResultsView> results(UUID workspaceId, UUID analysisId) {
    return rows.find(workspaceId, analysisId).map(results::results);
  }

  @Override
  public Optional<OpportunityView> opportunity(
      UUID workspaceId, UUID analysisId, UUID opportunityId) {
    return rows.find(workspaceId, analysisId)
        .flatMap(analysis -> opportunity.opportunity(analysis, opportunityId));
  }

  @Override
  public Map<UUID, OpportunityView> opportunities(UUID workspaceId, UUID analysisId) {
    return rows.find(workspaceId, analysisId).map(opportunity::opportunities).orElse(Map.of());
  }

  @Override
  public Map<UUID, Map<Stage, BigDecimal>> charges(UUID workspaceId, UUID analysisId) {
    return rows.find(workspaceId, analysisId).map(results::charges).orElse(Map.of());
  }

  @Override
  public Optional<ThreadView> thread(UUID workspaceId, UUID analysisId, long postId) {
    return rows.find(workspaceId, analysisId).flatMap(analysis -> thread.thread(analysis, postId));
  }

  @Override
  public List<Upload> uploads(UUID workspaceId, Collection<UUID> ids) {
    return uploads.named(workspaceId, ids);
  }

  @Override
  public Map<UUID, Long> heads(Set<UUID> analysisIds) {
    Map<UUID, Long> heads = new HashMap<>();
    jdbc.sql("select id, last_seq from analysis where id = any(:ids)")
        .param("ids", analysisIds.toArray(UUID[]::new))
        .query(
            row -> {
              heads.put(row.getObject("id", UUID.class), row.getLong("last_seq"));
            });
    return heads;
  }
}
