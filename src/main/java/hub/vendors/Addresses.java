package hub.vendors;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks an address that the administrator enters for a vendor.
 *
 * <p>Over https any name will do: whoever answers must prove to be that name, and redirects are not
 * followed, so a name that is pointed elsewhere later gets no key. Plain http proves nothing, so it
 * is for models of one's own, at this machine or at a private address written as a number.
 * Addresses that no model answers at (such as a cloud's own, 169.254.169.254) are refused.
 */
public final class Addresses {
  private static final int LONGEST = 300;
  private static final Pattern QUAD =
      Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
  private static final Pattern NAME =
      Pattern.compile("(?!-)[a-z0-9-]{1,63}(\\.(?!-)[a-z0-9-]{1,63})*");

  private Addresses() {}

  /**
   * The address as it is stored: without a slash at its end.
   *
   * @throws EntryRefused saying what would work
   */
  public static String checked(String field, String entered) {
    URI uri = parsed(field, entered.strip());
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw refused(field, "Begin with https://, or http:// for a model of your own.");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw refused(field, "Leave out user, ? and #: give https://host/path alone.");
    }
    String host = host(field, uri);
    InetAddress number = number(field, host);
    reachable(field, number);
    if (scheme.equals("http") && !mayBePlain(host, number)) {
      throw refused(
          field,
          "Plain http is for this machine or a private address such as http://192.168.1.20:8000/v1;"
              + " give https:// for any other.");
    }
    int port = uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return scheme + "://" + host + (port < 0 ? "" : ":" + port) + trimmed(path);
  }

  private static URI parsed(String field, String address) {
    if (address.isEmpty() || address.length() > LONGEST) {
      throw refused(field, "Give the address, such as https://api.openai.com/v1.");
    }
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      throw refused(field, "This is no address. Give one such as https://api.openai.com/v1.");
    }
  }

  private static String host(String field, URI uri) {
    String host = uri.getHost();
    if (host == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw refused(field, "The host is missing or misspelt. Give https://host/path.");
    }
    return host.toLowerCase(Locale.ROOT);
  }

  /**
   * The host as a number; null for a name. Forms of numbers that only some programs read are
   * refused.
   */
  private static @Nullable InetAddress number(String field, String host) {
    if (host.startsWith("[") || QUAD.matcher(host).matches()) {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "").replaceAll("%.*", ""));
    }
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (!NAME.matcher(host).matches() || last.matches("\\d+|0x[0-9a-f]*")) {
      throw refused(field, "Give the host as a name or as four numbers such as 192.168.1.20.");
    }
    return null;
  }

  private static void reachable(String field, @Nullable InetAddress number) {
    if (number != null
        && (number.isAnyLocalAddress()
            || number.isLinkLocalAddress()
            || number.isMulticastAddress()
            || number.getAddress()[0] == 0
                && !(number instanceof Inet6Address && number.isLoopbackAddress())
            || (number.getAddress()[0] & 0xf0) == 0xf0 && !(number instanceof Inet6Address))) {
      throw refused(field, "No vendor answers at this address. Give the vendor's own.");
    }
  }

  private static boolean mayBePlain(String host, @Nullable InetAddress number) {
    if (number == null) {
      return host.equals("localhost");
    }
    boolean uniqueLocal = number instanceof Inet6Address && (number.getAddress()[0] & 0xfe) == 0xfc;
    return number.isLoopbackAddress() || number.isSiteLocalAddress() || uniqueLocal;
  }

  private static String trimmed(String path) {
    return path.replaceAll("/+$", "");
  }

  private static EntryRefused refused(String field, String sentence) {
    return new EntryRefused(field, sentence);
  }
}
