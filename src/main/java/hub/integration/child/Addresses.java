package hub.integration.child;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Where flows may connect to: anywhere on the public internet, and to private hosts that were
 * listed. Asked where the connection is made, with the address that is then used, so a name that is
 * answered otherwise a moment later changes nothing.
 */
final class Addresses implements DnsResolver {
  private static final int IPV4 = 4;

  private final Set<String> listed;
  private final DnsResolver names;

  Addresses(Set<String> listed) {
    this(listed, SystemDefaultDnsResolver.INSTANCE);
  }

  Addresses(Set<String> listed, DnsResolver names) {
    this.listed = Set.copyOf(listed);
    this.names = names;
  }

  /** The addresses of a host whose port is not known here: all of its ports must be listed. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return checked(host, "*", names.resolve(host));
  }

  @Override
  public java.util.List<java.net.InetSocketAddress> resolve(String host, int port)
      throws UnknownHostException {
    return Arrays.stream(resolved(host, port))
        .map(address -> new java.net.InetSocketAddress(address, port))
        .toList();
  }

  /** The addresses of a host, each checked. */
  InetAddress[] resolved(String host, int port) throws UnknownHostException {
    return checked(host, String.valueOf(port), names.resolve(host));
  }

  private InetAddress[] checked(String host, String port, InetAddress[] addresses)
      throws UnknownHostException {
    if (!isListed(host, port)) {
      for (InetAddress address : addresses) {
        if (!isPublic(address)) {
          throw new UnknownHostException(
              "%s is a private address, which is not listed for flows".formatted(host));
        }
      }
    }
    return addresses;
  }

  boolean isListed(String host, String port) {
    String small = host.toLowerCase(Locale.ROOT);
    return listed.contains(small + ":" + port) || listed.contains(small + ":*");
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return isPublic4(bytes);
    }
    boolean global = (bytes[0] & 0xe0) == 0x20;
    boolean teredoOrSpecial = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0;
    boolean documentation =
        bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && bytes[3] == (byte) 0xb8;
    boolean within6to4 = bytes[0] == 0x20 && bytes[1] == 0x02;
    return global
        && !teredoOrSpecial
        && !documentation
        && (!within6to4 || isPublic4(Arrays.copyOfRange(bytes, 2, 2 + IPV4)));
  }

  /** What the registries call private, shared, special or reserved is not public. */
  private static boolean isPublic4(byte[] bytes) {
    int a = bytes[0] & 0xff;
    int b = bytes[1] & 0xff;
    int c = bytes[2] & 0xff;
    return switch (a) {
      case 0, 10, 127 -> false;
      case 100 -> b < 64 || b > 127;
      case 169 -> b != 254;
      case 172 -> b < 16 || b > 31;
      case 192 -> b != 168 && !(b == 0 && (c == 0 || c == 2)) && !(b == 88 && c == 99);
      case 198 -> b != 18 && b != 19 && !(b == 51 && c == 100);
      case 203 -> !(b == 0 && c == 113);
      default -> a < 224;
    };
  }
}
