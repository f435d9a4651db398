package hub;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this process does.
 *
 * @param roles at least one; usually both
 */
@ConfigurationProperties("hub")
public record Roles(@DefaultValue({"web", "workers"}) Set<Role> roles) {

  /** One thing a process can do for the others. */
  public enum Role {
    /** Serves pages and the API. */
    WEB,
    /** Does the jobs, and what runs by the clock. */
    WORKERS
  }

  public Roles {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("hub.roles is empty; give web, workers, or both");
    }
    roles = EnumSet.copyOf(roles);
  }

  /** Both. */
  public static Roles all() {
    return new Roles(EnumSet.allOf(Role.class));
  }

  public boolean web() {
    return roles.contains(Role.WEB);
  }

  public boolean workers() {
    return roles.contains(Role.WORKERS);
  }

  /** {@code web, workers}. */
  public String words() {
    return roles.stream()
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
