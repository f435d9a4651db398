package hub.integration.child;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.jspecify.annotations.Nullable;

/** No flow reads a file, the class path or an address where an expression is meant. */
final class NoResources implements ResourceLoader {
  private @Nullable CamelContext context;

  @Override
  public Resource resolveResource(String uri) {
    throw new Refused("Flows may not read " + uri);
  }

  @Override
  public void setCamelContext(CamelContext context) {
    this.context = context;
  }

  @Override
  public @Nullable CamelContext getCamelContext() {
    return context;
  }
}
