package routes;

import hub.sources.CollectCommunity;
import hub.sources.Collected;
import hub.sources.SourceTrouble;
import hub.sources.Sources;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.springframework.stereotype.Component;

/** Lets the hub's rooms read a source by its journey without knowing Camel. */
@Component
class SourceGate implements Sources {
  private final CamelContext camel;

  SourceGate(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public Collected community(CollectCommunity wanted) {
    try (var template = camel.createProducerTemplate()) {
      return Objects.requireNonNull(
          template.requestBody("direct:collect-community", wanted, Collected.class), "collect-community ends with what was collected");
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof SourceTrouble trouble ? trouble : e;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
