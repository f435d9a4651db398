package hub.start;

import hub.Roles;
import hub.web.Accounts;
import hub.web.LogInLinks;
import java.io.PrintStream;
import java.net.InetAddress;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says where the hub is, and prints a log-in link while no administrator has a password.
 *
 * <p>It goes to standard output and not through the log, so that no log keeps a link.
 */
@Component
class Welcome {
  private final Accounts accounts;
  private final LogInLinks links;
  private final StartSettings settings;
  private final Roles roles;
  private final PrintStream out = System.out;

  Welcome(Accounts accounts, LogInLinks links, StartSettings settings, Roles roles) {
    this.accounts = accounts;
    this.links = links;
    this.settings = settings;
    this.roles = roles;
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    WebServer web =
        event.getApplicationContext() instanceof WebServerApplicationContext pages
            ? pages.getWebServer()
            : null;
    if (web != null && roles.web()) {
      String address =
          addressOf(web, event.getApplicationContext().getBean(ServerProperties.class));
      out.printf("%nSluice is ready: %s%n", address);
      if (settings.logInLink() || !accounts.administratorHasPassword()) {
        accounts.firstAdministrator().ifPresent(user -> printLink(address + links.pathFor(user)));
      }
    }
  }

  private void printLink(String link) {
    out.printf(
        "Log in with this link; it works once, within %d minutes:%n%n    %s%n%n",
        LogInLinks.VALID.toMinutes(), link);
  }

  private static String addressOf(WebServer web, ServerProperties server) {
    InetAddress address = server.getAddress();
    String host =
        address == null || address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
    return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, web.getPort());
  }
}
