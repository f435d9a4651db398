package browser;

import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisLine;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.EndedAnalysis;
import hub.analysis.view.Estimate;
import hub.analysis.view.FirstPage;
import hub.analysis.view.LiveView;
import hub.analysis.view.LogLine;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.Overview;
import hub.analysis.view.Refused;
import hub.analysis.view.ResultsView;
import hub.analysis.view.Stage;
import hub.analysis.view.ThreadView;
import hub.analysis.view.Upload;
import hub.analysis.view.Wish;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An analysis without a database: a test may add lines, end it, and look at what was asked for. */
class Fixture implements AnalysisReader, AnalysisCommands {
  final Map<UUID, LiveView> live = new ConcurrentHashMap<>();
  final Map<UUID, List<LogLine>> logs = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** How many reads are open at this instant. */
  final AtomicInteger reading = new AtomicInteger();

  volatile OpportunityView opportunity = EvidenceSamples.opportunity(Samples.DONE, Samples.id(101));
  volatile ThreadView thread = EvidenceSamples.thread(Samples.DONE);

  Fixture() {
    reset();
  }

  /** Forgets what was asked, added and ended. */
  final void reset() {
    asked.clear();
    add(Samples.LIVE, Samples.live(), Samples.log(187));
    for (UUID id : List.of(Samples.DONE, Samples.PARTIAL, Samples.CANCELLED, Samples.STOPPED)) {
      LiveView seen = Samples.live();
      ResultsView results = Samples.results(id);
      add(
          id,
          new LiveView(
              id,
              200,
              seen.topic(),
              seen.mode(),
              results.state(),
              "Done in 3 min 52 s",
              seen.startedAt(),
              seen.startedBy(),
              results.money(),
              seen.stages(),
              seen.collected(),
              seen.found(),
              seen.foundNote(),
              results.notices(),
              seen.ends()),
          Samples.log(20));
    }
  }

  void add(UUID id, LiveView view, List<LogLine> lines) {
    live.put(id, view);
    logs.put(id, new CopyOnWriteArrayList<>(lines));
  }

  /** Changes the figures as a commit would: with a larger version. */
  void charge(UUID id, String charged) {
    live.computeIfPresent(id, (same, view) -> with(view, view.state(), charged));
  }

  void end(UUID id) {
    live.computeIfPresent(
        id, (same, view) -> with(view, AnalysisState.DONE, view.money().charged().toPlainString()));
  }

  private LiveView with(LiveView view, AnalysisState state, String charged) {
    var money =
        Samples.money(
            view.money().budget().toPlainString(),
            charged,
            "0.0224",
            5,
            "0.04",
            view.money().freeFor());
    return new LiveView(
        view.id(),
        Math.max(view.version() + 1, logs.get(view.id()).size()),
        view.topic(),
        view.mode(),
        state,
        state.ended() ? "Done" : view.stateWords(),
        view.startedAt(),
        view.startedBy(),
        money,
        view.stages(),
        view.collected(),
        view.found(),
        view.foundNote(),
        view.notices(),
        view.ends());
  }

  void addLines(UUID id, int many) {
    List<LogLine> lines = logs.get(id);
    List<LogLine> added = new ArrayList<>();
    for (int n = 1; n <= many; n++) {
      added.add(Samples.line(lines.size() + n));
    }
    lines.addAll(added);
    charge(id, "0." + (8316 + lines.size()));
  }

  @Override
  public String waitBeforeAStart(UUID workspaceId) {
    return "Others are in line: it begins in 2 min to 5 min. Nothing is charged while it waits.";
  }

  @Override
  public FirstPage firstPage(UUID workspaceId) {
    return Samples.firstPage();
  }

  @Override
  public List<Upload> uploads(UUID workspaceId, Collection<UUID> ids) {
    return ids.stream().map(id -> new Upload(id, "thread.json", 1, 120, "")).toList();
  }

  @Override
  public List<AnalysisLine> analyses(UUID workspaceId, int skip, int most) {
    return Samples.analyses().stream().skip(skip).limit(most).toList();
  }

  @Override
  public Overview overview(UUID workspaceId) {
    return new Overview(60, 3, 1, new BigDecimal("12.3456"));
  }

  @Override
  public List<EndedAnalysis> ended(UUID workspaceId, Collection<UUID> chosen) {
    return Samples.analyses().stream()
        .filter(one -> one.state().ended())
        .map(one -> new EndedAnalysis(one.id(), one.topic(), one.startedAt()))
        .toList();
  }

  @Override
  public Optional<LiveView> live(UUID workspaceId, UUID analysisId) {
    return Optional.ofNullable(live.get(analysisId));
  }

  @Override
  public Optional<LiveView> glance(UUID workspaceId, UUID analysisId) {
    return live(workspaceId, analysisId);
  }

  @Override
  public List<LogLine> log(UUID workspaceId, UUID analysisId, long after, int most) {
    reading.incrementAndGet();
    try {
      return logs.getOrDefault(analysisId, List.of()).stream().skip(after).limit(most).toList();
    } finally {
      reading.decrementAndGet();
    }
  }

  @Override
  public long lastPosition(UUID workspaceId, UUID analysisId) {
    return logs.getOrDefault(analysisId, List.of()).size();
  }

  @Override
  public Optional<ResultsView> results(UUID workspaceId, UUID analysisId) {
    return live.containsKey(analysisId)
        ? Optional.of(DetailsSamples.results(analysisId))
        : Optional.empty();
  }

  @Override
  public Optional<OpportunityView> opportunity(
      UUID workspaceId, UUID analysisId, UUID opportunityId) {
    boolean known = opportunity.opportunity().id().equals(opportunityId);
    return Optional.of(
        known ? opportunity : EvidenceSamples.opportunity(analysisId, opportunityId));
  }

  @Override
  public Map<UUID, OpportunityView> opportunities(UUID workspaceId, UUID analysisId) {
    ResultsView results = results(workspaceId, analysisId).orElseThrow();
    Map<UUID, OpportunityView> views = new LinkedHashMap<>();
    for (var found : results.opportunities()) {
      opportunity(workspaceId, analysisId, found.id())
          .ifPresent(view -> views.put(found.id(), view));
    }
    for (var found : results.candidates()) {
      opportunity(workspaceId, analysisId, found.id())
          .ifPresent(view -> views.put(found.id(), view));
    }
    return views;
  }

  @Override
  public Map<UUID, Map<Stage, BigDecimal>> charges(UUID workspaceId, UUID analysisId) {
    ResultsView results = results(workspaceId, analysisId).orElseThrow();
    Map<UUID, Map<Stage, BigDecimal>> charges = new LinkedHashMap<>();
    results.opportunities().forEach(found -> charges.put(found.id(), byStage(found.charge())));
    results.candidates().forEach(found -> charges.put(found.id(), byStage(found.charge())));
    return charges;
  }

  /** A quarter each; nobody was asked to rank it alone. */
  private static Map<Stage, BigDecimal> byStage(BigDecimal charge) {
    BigDecimal part = charge.movePointLeft(2).multiply(new BigDecimal(25));
    return Map.of(
        Stage.CLASSIFY, part,
        Stage.FEASIBILITY, part,
        Stage.ANTIPATTERNS, part,
        Stage.COMMENTS, part);
  }

  @Override
  public Optional<ThreadView> thread(UUID workspaceId, UUID analysisId, long postId) {
    return postId == EvidenceSamples.THREAD ? Optional.of(thread) : Optional.empty();
  }

  @Override
  public Map<UUID, Long> heads(Set<UUID> analysisIds) {
    Map<UUID, Long> heads = new HashMap<>();
    analysisIds.stream()
        .filter(live::containsKey)
        .forEach(id -> heads.put(id, live.get(id).version() + logs.get(id).size()));
    return heads;
  }

  @Override
  public Estimate estimate(UUID workspaceId, Wish wish) {
    Estimate all = Samples.estimate();
    int judged = Math.min(all.posts(), wish.budget().multiply(BigDecimal.valueOf(300)).intValue());
    return new Estimate(
        all.stages(),
        all.total(),
        all.likely(),
        all.least(),
        all.half(),
        all.posts(),
        judged,
        all.counted());
  }

  @Override
  public UUID start(UUID workspaceId, UUID userId, Wish wish) {
    if (wish.budget().compareTo(Samples.estimate().least()) < 0) {
      throw new Refused(
          "budget",
          "Too small for one call of each stage. The least that gives a report is $0.22.");
    }
    asked.add("start " + wish.topic() + " " + wish.communities() + " " + wish.budget());
    return Samples.LIVE;
  }

  @Override
  public void cancel(UUID workspaceId, UUID userId, UUID analysisId) {
    asked.add("cancel " + analysisId);
    live.computeIfPresent(
        analysisId, (same, view) -> with(view, AnalysisState.CANCELLING, "0.8316"));
  }

  @Override
  public void raise(UUID workspaceId, UUID userId, UUID analysisId, BigDecimal newBudget) {
    if (newBudget.compareTo(BigDecimal.ONE) <= 0) {
      throw new Refused("budget", "The new budget must be above $1.00.");
    }
    asked.add("raise " + newBudget);
  }

  @Override
  public void keep(UUID workspaceId, UUID userId, UUID analysisId) {
    asked.add("keep " + analysisId);
  }

  @Override
  public Upload upload(UUID workspaceId, UUID userId, String fileName, InputStream content) {
    return new Upload(Samples.id(900), fileName, 1, 120, "");
  }
}
