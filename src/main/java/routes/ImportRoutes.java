package routes;

import hub.imports.Importing;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** The journey of an import's job: a dump is read from its checkpoint to its end. */
@Component
class ImportRoutes extends RouteBuilder {
  private final Importing importing;

  ImportRoutes(Importing importing) {
    this.importing = importing;
  }

  @Override
  public void configure() {
    from("direct:job-import").routeId("import")
        .errorHandler(noErrorHandler())
        .bean(importing, "read").id("read-dump");
  }
}
