package hub.web;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Requests run on threads of the server's own pool although everything else here is on virtual
 * ones. Those of the jobs share as many threads as there are processors; among them a request would
 * come back to the end of the jobs' line after each of its questions to the database, while on a
 * thread of its own it competes with those few.
 */
@Component
class RequestThreads implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

  /** After Spring Boot's, which gives the server virtual threads. */
  @Override
  public void customize(ConfigurableTomcatWebServerFactory server) {
    server.addProtocolHandlerCustomizers(handler -> handler.setExecutor(null));
  }
}
