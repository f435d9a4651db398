package hub.analysis;

import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.Estimate;
import hub.analysis.view.Refused;
import hub.analysis.view.RepeatedAnalyses;
import hub.analysis.view.Upload;
import hub.analysis.view.Wish;
import hub.budget.Budgets;
import hub.jobs.JobQueue;
import hub.llm.ModelAccess;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people and monitors do with analyses: start, cancel, raise, keep. Each is one transaction.
 */
@Service
class Analyses implements AnalysisCommands, RepeatedAnalyses {
  private final TransactionTemplate transaction;
  private final Wishes wishes;
  private final AnalysisRows rows;
  private final Opening opening;
  private final Estimator estimator;
  private final UploadedTexts uploads;
  private final Budgets budgets;
  private final JobQueue queue;
  private final EventStore events;
  private final Steps steps;
  private final Course course;
  private final ModelAccess access;
  private final Clock clock;

  Analyses(
      TransactionTemplate transaction,
      Wishes wishes,
      AnalysisRows rows,
      Opening opening,
      Estimator estimator,
      UploadedTexts uploads,
      Budgets budgets,
      JobQueue queue,
      EventStore events,
      Steps steps,
      Course course,
      ModelAccess access,
      Clock clock) {
    this.transaction = transaction;
    this.wishes = wishes;
    this.rows = rows;
    this.opening = opening;
    this.estimator = estimator;
    this.uploads = uploads;
    this.budgets = budgets;
    this.queue = queue;
    this.events = events;
    this.steps = steps;
    this.course = course;
    this.access = access;
    this.clock = clock;
  }

  @Override
  public void check(Wish wish) {
    wishes.checked(wish);
  }

  @Override
  public Estimate estimate(UUID workspaceId, Wish wish) {
    return estimator.estimate(workspaceId, wishes.checked(wish));
  }

  @Override
  public UUID start(UUID workspaceId, UUID userId, Wish wish) {
    return start(workspaceId, userId, null, wish);
  }

  @Override
  public UUID repeat(UUID workspaceId, UUID userId, UUID monitorId, Wish wish) {
    return start(workspaceId, userId, monitorId, wish);
  }

  private UUID start(UUID workspaceId, UUID userId, @Nullable UUID monitorId, Wish wish) {
    Wish checked = wishes.checked(wish);
    UUID id = UUID.randomUUID();
    Analysis analysis =
        new Analysis(
            id,
            workspaceId,
            userId,
            monitorId,
            access.mode(),
            checked.topic(),
            checked.communities(),
            clock.instant().atZone(ZoneOffset.UTC).minusMonths(checked.months()).toInstant(),
            seed(checked),
            Life.RUNNING,
            Phase.COLLECTING,
            0,
            0,
            1,
            checked.economy(),
            false,
            clock.instant());
    transaction.executeWithoutResult(status -> opening.open(analysis, checked));
    steps.with(id, opened -> {});
    return id;
  }

  /**
   * The same wish asks the same questions in the same order, so a second run finds its recorded
   * answers.
   */
  private static long seed(Wish wish) {
    return Objects.hash(wish.topic(), wish.communities());
  }

  @Override
  public void cancel(UUID workspaceId, UUID userId, UUID analysisId) {
    own(workspaceId, analysisId);
    steps.with(
        analysisId,
        analysis -> {
          if (analysis.isRunning()) {
            queue.cancel(analysisId);
            rows.end(analysisId, Life.CANCELLED, clock.instant());
            budgets.earmark(analysisId, BigDecimal.ZERO);
            events.append(analysisId, new AnalysisEvent.Cancelled(userId));
          }
        });
  }

  @Override
  public void raise(UUID workspaceId, UUID userId, UUID analysisId, BigDecimal newBudget) {
    own(workspaceId, analysisId);
    Wishes.budget(newBudget);
    steps.with(analysisId, analysis -> raise(analysis, newBudget));
  }

  private void raise(Analysis analysis, BigDecimal newBudget) {
    BigDecimal old = budgets.state(analysis.id()).limit();
    if (analysis.life() != Life.PARTIAL && analysis.life() != Life.RUNNING) {
      throw new Refused("budget", "This analysis has ended; start it again to spend more.");
    }
    if (budgets.raise(analysis.id(), newBudget).isEmpty()) {
      throw new Refused(
          "budget",
          "The budget is $%s already; give a larger one."
              .formatted(old.setScale(2, java.math.RoundingMode.HALF_UP)));
    }
    events.append(analysis.id(), new AnalysisEvent.BudgetRaised(old, newBudget));
    course.raised(analysis);
  }

  @Override
  public void keep(UUID workspaceId, UUID userId, UUID analysisId) {
    own(workspaceId, analysisId);
    steps.with(
        analysisId,
        analysis -> {
          if (analysis.life() == Life.PARTIAL) {
            rows.keepPartial(analysisId);
            events.appendOnce(
                analysisId, new AnalysisEvent.KeptAsItIs(userId), "kept:" + analysis.round());
          }
        });
  }

  @Override
  public Upload upload(UUID workspaceId, UUID userId, String fileName, InputStream content) {
    return uploads.store(workspaceId, userId, access.mode(), fileName, content);
  }

  private void own(UUID workspaceId, UUID analysisId) {
    if (rows.find(workspaceId, analysisId).isEmpty()) {
      throw new Refused("", "There is no such analysis in this workspace.");
    }
  }
}
