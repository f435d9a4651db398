package routes;

import hub.imports.Importing;
import hub.imports.Inbox;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * Dumps: the flow {@code routes/dump-inbox.camel.yaml} comes here with each file, and an import's job reads its dump
 * from the checkpoint to the end.
 */
@Component
class ImportRoutes extends RouteBuilder {
  private final Inbox inbox;
  private final Importing importing;

  ImportRoutes(Inbox inbox, Importing importing) {
    this.inbox = inbox;
    this.importing = importing;
  }

  @Override
  public void configure() {
    from("direct:flow-take-dump").routeId("take-dump").routeConfigurationId("leave-it-where-it-is")
        .bean(inbox, "take").id("take-file");

    from("direct:job-import").routeId("import")
        .errorHandler(noErrorHandler())
        .bean(importing, "read").id("read-dump");
  }
}
