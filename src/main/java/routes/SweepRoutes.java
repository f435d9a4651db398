package routes;

import hub.jobs.EndedJobs;
import hub.sources.CleanUp;
import hub.sources.Removals;
import hub.sources.Texts;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What has had its time goes: words that no source has confirmed are erased for good, jobs that ended are forgotten. */
@Component
class SweepRoutes extends RouteBuilder {
  private final Texts texts;
  private final Removals removals;
  private final CleanUp cleanUp;
  private final EndedJobs endedJobs;

  SweepRoutes(Texts texts, Removals removals, CleanUp cleanUp, EndedJobs endedJobs) {
    this.texts = texts;
    this.removals = removals;
    this.cleanUp = cleanUp;
    this.endedJobs = endedJobs;
  }

  @Override
  public void configure() {
    from("timer:overdue-texts?period={{hub.sources.sweep-every}}").routeId("erase-overdue-texts").routeConfigurationId("try-again-next-time")
        .bean(texts, "expire").id("erase-batch")
        .loopDoWhile(bodyAs(Integer.class).isGreaterThan(0))
            .bean(texts, "expire()").id("erase-next-batch")
        .end()
        .bean(cleanUp, "late").id("forget-late-answers");

    from("timer:removed-sources?period={{hub.sources.remove-every}}").routeId("remove-sources").routeConfigurationId("try-again-next-time")
        .bean(removals, "work").id("remove-batch")
        .loopDoWhile(bodyAs(Integer.class).isGreaterThan(0))
            .bean(removals, "work()").id("remove-next-batch")
        .end();

    from("timer:clean-up?delay={{hub.sources.clean-up-looks}}&period={{hub.sources.clean-up-looks}}").routeId("clean-up").routeConfigurationId("try-again-next-time")
        .bean(cleanUp, "bytes").id("write-tables-anew");

    from("timer:ended-jobs?delay={{hub.jobs.forget-every}}&period={{hub.jobs.forget-every}}").routeId("forget-ended-jobs").routeConfigurationId("try-again-next-time")
        .bean(endedJobs, "forget").id("forget-batch")
        .loopDoWhile(bodyAs(Integer.class).isGreaterThan(0))
            .bean(endedJobs, "forget()").id("forget-next-batch")
        .end();
  }
}
