package hub.analysis;

import hub.analysis.view.Wish;
import hub.budget.Budgets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Opens an analysis: its row, its budget, its first jobs, in the caller's transaction. */
@Component
class Opening {
  private final AnalysisRows rows;
  private final Budgets budgets;
  private final StageFigures figures;
  private final EventStore events;
  private final JobPlan plan;
  private final Posts posts;
  private final UploadedTexts uploads;
  private final Estimator estimator;
  private final Findable findable;

  Opening(
      AnalysisRows rows,
      Budgets budgets,
      StageFigures figures,
      EventStore events,
      JobPlan plan,
      Posts posts,
      UploadedTexts uploads,
      Estimator estimator,
      Findable findable) {
    this.rows = rows;
    this.budgets = budgets;
    this.figures = figures;
    this.events = events;
    this.plan = plan;
    this.posts = posts;
    this.uploads = uploads;
    this.estimator = estimator;
    this.findable = findable;
  }

  void open(Analysis analysis, Wish wish) {
    rows.insert(analysis);
    budgets.open(analysis.id(), analysis.workspaceId(), analysis.createdBy(), wish.budget());
    figures.open(analysis.id());
    findable.open(analysis);
    events.append(
        analysis.id(), new AnalysisEvent.Started(wish.budget(), analysis.communities().size()));
    estimator.remember(analysis, wish);
    for (UUID upload : wish.uploads()) {
      List<Long> ids =
          uploads.posts(analysis.workspaceId(), upload, analysis.topic(), analysis.since());
      posts.add(analysis.id(), "", ids);
      findable.plan(analysis, "upload-" + upload, ids);
    }
    analysis
        .communities()
        .forEach(community -> plan.collect(analysis, community, Collecting.payload(community)));
  }
}
