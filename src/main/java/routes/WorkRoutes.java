package routes;

import hub.jobs.Claim;
import hub.jobs.Work;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A claimed job takes the journey of its kind. Whatever fails goes back to the worker: the queue alone retries. */
@Component
public class WorkRoutes extends RouteBuilder implements Work {
  private final CamelContext camel;
  private volatile @Nullable ProducerTemplate template;

  public WorkRoutes(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public void configure() {
    from("direct:work").routeId("work")
        .errorHandler(noErrorHandler())
        .setProperty("claim", body())
        .toD("direct:job-${body.kind}").id("journey-of-its-kind");
  }

  @Override
  public void run(Claim claim) throws Exception {
    try {
      template().requestBody("direct:work", claim);
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private ProducerTemplate template() {
    ProducerTemplate made = template;
    if (made == null) {
      made = camel.createProducerTemplate();
      template = made;
    }
    return made;
  }
}
