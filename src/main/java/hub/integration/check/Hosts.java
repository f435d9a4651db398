package hub.integration.check;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a host's name says before anybody asks for its address. That is asked where the connection
 * is made: a name may lead elsewhere by then.
 */
final class Hosts {
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");
  private static final Pattern NUMBERS =
      Pattern.compile("[0-9.]+|(0x[0-9a-f]+)(\\.(0x[0-9a-f]+|[0-9]+))*|[0-9]+(\\.0x[0-9a-f]+)+");
  private static final Pattern OWN =
      Pattern.compile("localhost|.*\\.(localhost|local|internal|lan|home|corp|intranet|arpa)");

  private final Set<String> listed;

  /**
   * @param listed private hosts that may be reached, each host:port, with * for all ports
   */
  Hosts(Collection<String> listed) {
    this.listed =
        listed.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  boolean isListed(String host, String port) {
    String small = host.toLowerCase(Locale.ROOT);
    return listed.contains(small + ":" + port) || listed.contains(small + ":*");
  }

  /** Why nobody may send there; empty if nothing speaks against it. */
  Optional<String> objection(String host, String port) {
    return isListed(host, port) ? Optional.empty() : objection(host);
  }

  private static Optional<String> objection(String host) {
    String small = host.toLowerCase(Locale.ROOT);
    if (small.startsWith("[")) {
      return address(small.substring(1, small.length() - (small.endsWith("]") ? 1 : 0)), host);
    } else if (NUMBERS.matcher(small).matches()) {
      return small.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}")
          ? address(small, host)
          : Optional.of("%s is an address in a form that hides it".formatted(host));
    } else if (OWN.matcher(small).matches()) {
      return Optional.of("%s lies in a network of one's own".formatted(host));
    } else if (!NAME.matcher(small).matches()) {
      return Optional.of("%s is no host's full name".formatted(host));
    }
    return Optional.empty();
  }

  private static Optional<String> address(String literal, String host) {
    try {
      InetAddress address = InetAddress.ofLiteral(literal);
      return isPublic(address)
          ? Optional.empty()
          : Optional.of("%s lies in a network of one's own".formatted(host));
    } catch (IllegalArgumentException e) {
      return Optional.of("%s is no address".formatted(host));
    }
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean own =
        address.isLoopbackAddress()
            || address.isAnyLocalAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isMulticastAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (bytes.length == 4) {
      boolean shared = first == 100 && second >= 64 && second < 128;
      return !own
          && first != 0
          && !shared
          && first < 240
          && !(first == 198 && (second & 0xfe) == 18);
    }
    // Unique local, mapped, translated and tunnelled addresses hide others; the rest of the
    // internet is 2000::/3.
    boolean global = (first & 0xe0) == 0x20;
    boolean tunnel =
        first == 0x20 && (second == 0x02 || (second == 0x01 && bytes[2] == 0 && bytes[3] == 0));
    return !own && global && !tunnel;
  }
}
