package hub.analysis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.jobs.Claim;
import hub.jobs.Lane;
import hub.sources.CollectCommunity;
import hub.sources.CollectThread;
import hub.sources.Collected;
import hub.sources.NewText;
import hub.sources.Text;
import hub.sources.Texts;
import java.util.List;
import org.springframework.stereotype.Component;

/** The jobs that read a source: a community's posts, and a surviving post's comments. */
@Component
public class Collecting {
  /** Shorter comments ("same", "this") say nothing that could be quoted. */
  private static final int SHORTEST_COMMENT = 15;

  private final Steps steps;
  private final AnalysisRows rows;
  private final Posts posts;
  private final Texts texts;
  private final EventStore events;
  private final StageFigures figures;
  private final JobPlan plan;
  private final Findable findable;
  private final AnalysisSettings settings;

  Collecting(
      Steps steps,
      AnalysisRows rows,
      Posts posts,
      Texts texts,
      EventStore events,
      StageFigures figures,
      JobPlan plan,
      Findable findable,
      AnalysisSettings settings) {
    this.steps = steps;
    this.rows = rows;
    this.posts = posts;
    this.texts = texts;
    this.events = events;
    this.figures = figures;
    this.plan = plan;
    this.findable = findable;
    this.settings = settings;
  }

  static com.fasterxml.jackson.databind.node.ObjectNode payload(String community) {
    return JsonNodeFactory.instance.objectNode().put("community", community);
  }

  /** What a collecting job asks its source. */
  public CollectCommunity community(Claim claim) {
    Analysis analysis = rows.get(claim.analysisId());
    return new CollectCommunity(
        analysis.workspaceId(),
        analysis.id(),
        analysis.mode(),
        claim.payload().path("community").asText(),
        analysis.topic(),
        analysis.since(),
        isWatched(claim));
  }

  /** Ends the job with the posts it brought. */
  public void communityCollected(Claim claim, Collected collected) {
    String community = claim.payload().path("community").asText();
    steps.commit(
        claim,
        analysis -> {
          posts.add(analysis.id(), community, collected.ids());
          findable.plan(analysis, "posts-" + community, collected.ids());
          events.append(
              analysis.id(),
              new AnalysisEvent.CommunityCollected(
                  community,
                  collected.ids().size(),
                  collected.added(),
                  collected.repeats(),
                  collected.complete(),
                  collected.note(),
                  collected.by()));
        });
  }

  /** What a thread job asks its source; an uploaded thread is answered from what is stored. */
  public CollectThread thread(Claim claim) {
    Analysis analysis = rows.get(claim.analysisId());
    return new CollectThread(
        analysis.workspaceId(),
        analysis.id(),
        analysis.mode(),
        Batch.of(claim.payload()).post(),
        settings.commentsPerPost(),
        isWatched(claim));
  }

  private static boolean isWatched(Claim claim) {
    return claim.lane() == Lane.INTERACTIVE;
  }

  /** Ends the job with the comments it brought: they are read in calls of their own. */
  public void threadCollected(Claim claim, Collected collected) {
    Batch batch = Batch.of(claim.payload());
    List<Long> readable =
        texts.byIds(claim.workspaceId(), collected.ids()).stream()
            .filter(Collecting::worthReading)
            .map(Text::id)
            .limit(settings.commentsPerPost())
            .toList();
    steps.commit(
        claim,
        analysis -> {
          posts.comments(analysis.id(), batch.post(), readable.size());
          findable.plan(analysis, "thread-" + batch.post(), collected.ids());
          figures.due(analysis.id(), PaidStage.COMMENTS, readable.size());
          events.append(
              analysis.id(),
              new AnalysisEvent.CommentsCollected(
                  batch.post(), collected.ids().size(), collected.complete()));
          if (!readable.isEmpty()) {
            new Batch(batch.name(), batch.chunk(), batch.post(), readable)
                .parts(settings.commentsPerCall())
                .forEach(part -> plan.stage(analysis, PaidStage.COMMENTS, part));
          }
        });
  }

  private static boolean worthReading(Text comment) {
    NewText text = comment.text();
    return text.status() == NewText.Status.PRESENT
        && !text.traits().contains("bot")
        && text.body().strip().length() >= SHORTEST_COMMENT;
  }
}
