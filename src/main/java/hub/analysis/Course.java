package hub.analysis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.analysis.Ranking.Reading;
import hub.analysis.view.RepeatedAnalyses;
import hub.jobs.JobQueue;
import hub.sources.NewText;
import hub.sources.Text;
import hub.sources.Texts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Decides what comes next in an analysis, after each step and under its lock. While jobs are open
 * it waits for them; when none is, the phase has ended and the next begins. Being asked twice does
 * no harm: jobs and events are keyed.
 */
@Component
class Course {
  private final AnalysisRows rows;
  private final JobQueue queue;
  private final JobPlan plan;
  private final Sorting sorting;
  private final Posts posts;
  private final Texts texts;
  private final StageFigures figures;
  private final EventStore events;
  private final Earmarks earmarks;
  private final Ranking ranking;
  private final Expectations expectations;
  private final Clock clock;

  Course(
      AnalysisRows rows,
      JobQueue queue,
      JobPlan plan,
      Sorting sorting,
      Posts posts,
      Texts texts,
      StageFigures figures,
      EventStore events,
      Earmarks earmarks,
      Ranking ranking,
      Expectations expectations,
      Clock clock) {
    this.rows = rows;
    this.queue = queue;
    this.plan = plan;
    this.sorting = sorting;
    this.posts = posts;
    this.texts = texts;
    this.figures = figures;
    this.events = events;
    this.earmarks = earmarks;
    this.ranking = ranking;
    this.expectations = expectations;
    this.clock = clock;
  }

  /** Goes on, if nothing is open. The analysis's row is locked by the caller. */
  void advance(Analysis analysis) {
    if (!analysis.isRunning()) {
      queue.cancel(analysis.id());
      return;
    }
    if (analysis.limitHit() && analysis.phase() != Phase.READING_ON) {
      Limit.keepBack(analysis, queue);
    }
    if (queue.open(analysis.id()) > 0) {
      return;
    }
    switch (analysis.phase()) {
      case COLLECTING -> order(analysis);
      case JUDGING -> nextWaveOrMerge(analysis);
      case MERGING -> read(analysis, Reading.FIRST, Phase.RANKING);
      case RANKING -> read(analysis, Reading.SECOND, Phase.CHECKING);
      case CHECKING -> readOn(analysis);
      case READING_ON -> finish(analysis);
      case DONE -> throw new IllegalStateException("A running analysis is done: " + analysis.id());
    }
  }

  /**
   * Goes on where the budget had no room, if it was reached. While it merges and ranks that waits
   * for the end: what the model has been asked must stay as it was asked.
   */
  void raised(Analysis analysis) {
    boolean judges = analysis.phase() == Phase.JUDGING || analysis.phase() == Phase.READING_ON;
    if (analysis.life() == Life.PARTIAL || analysis.limitHit() && judges) {
      goOn(analysis);
    }
  }

  /** Judges what was kept back and what was not begun, and keeps money for the end anew. */
  private void goOn(Analysis analysis) {
    rows.goOn(analysis.id());
    queue.giveBack(analysis.id());
    earmarks.asFound(rows.get(analysis.id()));
  }

  /** Puts the posts in the order of promise and cuts them into waves and chunks. */
  private void order(Analysis analysis) {
    List<Text> all = texts.byIds(analysis.workspaceId(), posts.ids(analysis.id()));
    List<Text> judged = new ArrayList<>();
    Map<String, List<Long>> leftOut = new HashMap<>();
    Set<Long> before = analysis.monitorId() == null ? Set.of() : posts.judgedBefore(analysis);
    for (Text text : all) {
      String why =
          before.contains(text.id()) ? RepeatedAnalyses.JUDGED_BEFORE : notWorthJudging(text);
      if (why.isEmpty()) {
        judged.add(text);
      } else {
        leftOut.computeIfAbsent(why, reason -> new ArrayList<>()).add(text.id());
      }
    }
    leftOut.forEach((why, ids) -> posts.refuse(analysis.id(), ids, why));
    Map<Long, Double> promise = new HashMap<>();
    judged.forEach(text -> promise.put(text.id(), Promise.of(text, analysis.topic())));
    judged.sort(
        Comparator.comparing((Text text) -> promise.get(text.id()))
            .reversed()
            .thenComparing(text -> text.text().name()));
    expect(analysis, judged, promise);
    int waves = sorting.cut(analysis, judged.stream().map(Text::id).toList());
    figures.due(analysis.id(), PaidStage.CLASSIFY, judged.size());
    events.append(
        analysis.id(), new AnalysisEvent.Planned(judged.size(), all.size() - judged.size(), waves));
    rows.waves(analysis.id(), 0, waves);
    rows.phase(analysis.id(), Phase.JUDGING);
    earmarks.atTheStart(analysis, judged.size());
    nextWaveOrMerge(rows.get(analysis.id()));
  }

  /** Notes what each post is expected to cost later, for the forecast. */
  private void expect(Analysis analysis, List<Text> judged, Map<Long, Double> promise) {
    posts.expect(
        analysis.id(),
        judged.stream()
            .map(text -> expectations.of(text, Objects.requireNonNull(promise.get(text.id()))))
            .toList());
  }

  static String notWorthJudging(Text text) {
    if (text.text().status() != NewText.Status.PRESENT) {
      return "deleted or removed at the source";
    }
    if (text.text().traits().contains("bot")) {
      return "posted automatically";
    }
    return Quotes.words(text).isBlank() ? "has no words" : "";
  }

  private void nextWaveOrMerge(Analysis analysis) {
    if (analysis.wave() > 0 && !analysis.limitHit()) {
      events.appendOnce(
          analysis.id(),
          new AnalysisEvent.WaveEnded(analysis.wave(), analysis.waves()),
          "wave:" + analysis.wave());
    }
    if (analysis.limitHit() || analysis.wave() >= analysis.waves()) {
      merge(analysis);
      return;
    }
    int wave = analysis.wave() + 1;
    rows.waves(analysis.id(), wave, analysis.waves());
    if (wave > 1) {
      earmarks.asFound(analysis);
    }
    if (!sorting.begin(analysis, wave)) {
      nextWaveOrMerge(rows.get(analysis.id()));
    }
  }

  private void merge(Analysis analysis) {
    rows.phase(analysis.id(), Phase.MERGING);
    if (!earmarks.forTheEnd(analysis)) {
      advance(rows.get(analysis.id()));
      return;
    }
    plan.stage(
        analysis,
        PaidStage.MERGE,
        "r" + analysis.round(),
        JsonNodeFactory.instance.objectNode().put("round", analysis.round()));
  }

  private void read(Analysis analysis, Reading reading, Phase next) {
    rows.phase(analysis.id(), next);
    if (ranking.plan(analysis, reading) == 0) {
      advance(rows.get(analysis.id()));
    }
  }

  /**
   * With a budget raised meanwhile it goes on as a whole. Otherwise, ranking took less than its
   * worst case: what it left reads on in what the budget kept back, so that more evidence stands
   * below what was ranked; each call still has to fit.
   */
  private void readOn(Analysis analysis) {
    if (analysis.limitHit() && events.wasRaisedSinceReached(analysis.id())) {
      goOn(analysis);
      advance(rows.get(analysis.id()));
      return;
    }
    rows.phase(analysis.id(), Phase.READING_ON);
    if (!analysis.limitHit()) {
      advance(rows.get(analysis.id()));
      return;
    }
    earmarks.giveBack(analysis);
    if (queue.giveBack(analysis.id()) == 0) {
      advance(rows.get(analysis.id()));
    }
  }

  private void finish(Analysis analysis) {
    boolean partial = analysis.limitHit() || queue.withheld(analysis.id()) > 0;
    rows.end(analysis.id(), partial ? Life.PARTIAL : Life.FINISHED, clock.instant());
    earmarks.giveBack(analysis);
    Ranking.Count count = ranking.count(analysis.id());
    events.append(
        analysis.id(),
        new AnalysisEvent.Finished(
            partial, count.opportunities(), count.candidates(), posts.judged(analysis.id())));
  }
}
