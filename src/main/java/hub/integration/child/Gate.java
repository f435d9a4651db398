package hub.integration.child;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets a flow out by one scheme: with the options that flows may use, and secrets only in those
 * that may hold one. In a trial nobody gets out, by the same rules.
 */
final class Gate extends DefaultComponent {
  /** What nobody is shown, whether it is a secret's mark or was written out. */
  private static final Set<String> HIDDEN =
      Set.of("authPassword", "authBearerToken", "password", "saslPassword");

  private final Way way;
  private final @Nullable Component real;
  private final Secrets secrets;
  private final Trace trace;

  /** Without what is behind it, nobody gets out. */
  Gate(Way way, @Nullable Component real, Secrets secrets, Trace trace) {
    this.way = way;
    this.real = real;
    this.secrets = secrets;
    this.trace = trace;
  }

  @Override
  protected void doBuild() throws Exception {
    super.doBuild();
    ServiceHelper.buildService(real);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ServiceHelper.startService(real);
  }

  @Override
  protected void doStop() throws Exception {
    ServiceHelper.stopService(real);
    super.doStop();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    Map<String, Object> given = new LinkedHashMap<>(parameters);
    parameters.clear();
    String to = way.place(remaining);
    if (!way.secretInPlace() && Secrets.holdsMark(to)) {
      throw new Refused("A secret may not stand in the address of " + way.scheme());
    }
    given.forEach(this::check);
    way.check(to, given);
    if (real == null) {
      return new Recorder(uri, this, way, shown(to, given), trace);
    }
    Map<String, Object> revealed = new LinkedHashMap<>();
    given.forEach((name, value) -> revealed.put(name, secrets.reveal(raw(value))));
    way.complete(revealed);
    String address = way.scheme() + ":" + way.slashes() + secrets.reveal(to);
    Endpoint endpoint =
        Objects.requireNonNull(
            real.createEndpoint(
                revealed.isEmpty()
                    ? address
                    : address + "?" + URISupport.createQueryString(revealed, true)));
    way.prepare(endpoint);
    return new Outwards(uri, this, way, endpoint);
  }

  private void check(String name, Object value) {
    if (!way.allows(name)) {
      throw new Refused("Flows may not use the option %s of %s".formatted(name, way.scheme()));
    }
    String text = raw(value);
    if (text.startsWith("#") || text.contains("=#")) {
      throw new Refused("The option %s of %s may not name a bean".formatted(name, way.scheme()));
    }
    if (Secrets.holdsMark(text) && !way.secretOptions().contains(name)) {
      throw new Refused("The option %s of %s may not hold a secret".formatted(name, way.scheme()));
    }
  }

  /** {@code RAW(x)} says that x is not to be decoded, and is not part of it. */
  private static String raw(Object value) {
    String text = String.valueOf(value);
    return text.startsWith("RAW(") && text.endsWith(")")
        ? text.substring("RAW(".length(), text.length() - 1)
        : text;
  }

  private String shown(String to, Map<String, Object> given) {
    StringBuilder shown = new StringBuilder(way.scheme() + ":" + way.slashes() + to);
    String next = "?";
    for (Map.Entry<String, Object> option : given.entrySet()) {
      boolean secret = HIDDEN.contains(option.getKey());
      shown.append(next).append(option.getKey()).append('=');
      shown.append(secret ? "***" : raw(option.getValue()));
      next = "&";
    }
    return secrets.mask(shown.toString());
  }
}
