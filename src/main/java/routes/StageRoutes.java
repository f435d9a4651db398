package routes;

import hub.analysis.AntiPatterns;
import hub.analysis.BatchStage;
import hub.analysis.Classification;
import hub.analysis.Collecting;
import hub.analysis.CommentReading;
import hub.analysis.Feasibility;
import hub.analysis.Findable;
import hub.analysis.Merging;
import hub.analysis.RankReading;
import hub.analysis.Ranking;
import hub.llm.Question;
import hub.vectors.PaidVectors;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * The journeys of an analysis's jobs: posts are collected, judged in four stages, merged and ranked.
 * Each asks, and then ends its job with what it was told; what comes next is the analysis's own decision.
 */
@Component
public class StageRoutes extends RouteBuilder {
  private final Collecting collecting;
  private final Classification classification;
  private final Feasibility feasibility;
  private final AntiPatterns antiPatterns;
  private final CommentReading commentReading;
  private final Merging merging;
  private final Ranking ranking;
  private final RankReading rankReading;
  private final PaidVectors vectors;
  private final Findable findable;

  public StageRoutes(
      Collecting collecting,
      Classification classification,
      Feasibility feasibility,
      AntiPatterns antiPatterns,
      CommentReading commentReading,
      Merging merging,
      Ranking ranking,
      RankReading rankReading,
      PaidVectors vectors,
      Findable findable) {
    this.collecting = collecting;
    this.classification = classification;
    this.feasibility = feasibility;
    this.antiPatterns = antiPatterns;
    this.commentReading = commentReading;
    this.merging = merging;
    this.ranking = ranking;
    this.rankReading = rankReading;
    this.vectors = vectors;
    this.findable = findable;
  }

  @Override
  public void configure() {
    from("direct:job-collect").routeId("collect")
        .errorHandler(noErrorHandler())
        .bean(collecting, "community")
        .to("direct:collect-community").id("collect-posts")
        .bean(collecting, "communityCollected(${exchangeProperty.claim}, ${body})").id("posts-collected");

    from("direct:job-thread").routeId("thread")
        .errorHandler(noErrorHandler())
        .bean(collecting, "thread")
        .to("direct:collect-thread").id("collect-comments")
        .bean(collecting, "threadCollected(${exchangeProperty.claim}, ${body})").id("comments-collected");

    judge("classify", classification);
    judge("feasibility", feasibility);
    judge("antipatterns", antiPatterns);
    judge("comments", commentReading);

    from("direct:job-merge").routeId("merge")
        .errorHandler(noErrorHandler())
        .bean(merging, "question")
        .to("direct:ask-model").id("ask-merge")
        .bean(merging, "record(${exchangeProperty.claim}, ${body})").id("merged");

    from("direct:job-rank").routeId("rank")
        .errorHandler(noErrorHandler())
        .bean(ranking, "question")
        .to("direct:ask-model").id("ask-rank")
        .bean(rankReading, "record(${exchangeProperty.claim}, ${body})").id("ranked");

    from("direct:job-embed").routeId("embed")
        .errorHandler(noErrorHandler())
        .bean(vectors, "ofAnalysis").id("pay-for-vectors")
        .bean(findable, "found(${exchangeProperty.claim}, ${body})").id("made-findable");
  }

  /** One of the four stages: ask about a batch, end the job with the answer. */
  private void judge(String stage, BatchStage bean) {
    from("direct:job-" + stage).routeId(stage)
        .errorHandler(noErrorHandler())
        .bean(bean, "question")
        .choice()
            .when().body(Question.class, question -> question.items() == 0)
                .bean(bean, "nothingLeft(${exchangeProperty.claim})")
            .otherwise()
                .to("direct:ask-model").id("ask-" + stage)
                .bean(bean, "record(${exchangeProperty.claim}, ${body})").id(stage + "-recorded")
        .end();
  }
}
