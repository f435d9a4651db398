package hub.start;

import hub.Roles;
import hub.web.Accounts;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Keeps a hub without a password off the network: until then whoever reaches it first could use the
 * printed link. Runs before the port is opened. A process without pages has nothing to guard.
 */
@Component
class ListeningGuard implements SmartInitializingSingleton {
  private final Accounts accounts;
  private final ServerProperties server;
  private final Environment environment;
  private final Roles roles;

  ListeningGuard(Accounts accounts, ServerProperties server, Environment environment, Roles roles) {
    this.accounts = accounts;
    this.server = server;
    this.environment = environment;
    this.roles = roles;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (roles.web() && !isLoopback(server.getAddress()) && !accounts.administratorHasPassword()) {
      throw new StartRefused(
          "The hub is told to listen on %s, but the administrator has no password yet."
              .formatted(environment.getProperty("server.address", "every address")),
          "Start it without SERVER_ADDRESS, open the log-in link that it prints, set a password"
              + " under /settings/password, then start it again with SERVER_ADDRESS.");
    }
  }

  private static boolean isLoopback(@Nullable InetAddress address) {
    return address != null && address.isLoopbackAddress();
  }
}
