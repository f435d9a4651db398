package hub.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Where somebody goes on after a log-in: a page of this hub. It stands in the log-in page's address
 * as {@code next}, where anybody may write anything, so whatever could lead elsewhere becomes the
 * first page.
 */
final class Destination {
  static final String PARAMETER = "next";
  private static final String FIRST_PAGE = "/";
  private static final int LONGEST = 2000;

  private Destination() {}

  /** The page that this names if it is one of this hub's, else the first page. */
  static String checked(@Nullable String next) {
    return next == null || !isHere(next) ? FIRST_PAGE : next;
  }

  /** A path from the root; browsers read {@code //}, backslashes and blanks as another host. */
  private static boolean isHere(String next) {
    if (next.length() > LONGEST
        || !next.startsWith("/")
        || next.startsWith("//")
        || next.startsWith("/log-in")
        || next.chars().anyMatch(c -> c == '\\' || c <= ' ' || c >= 0x7f)) {
      return false;
    }
    try {
      URI uri = new URI(next);
      return !uri.isAbsolute() && uri.getRawAuthority() == null;
    } catch (URISyntaxException unreadable) {
      return false;
    }
  }

  /** The page that a request asks for, or was sent from. */
  static String of(HttpServletRequest request) {
    String current = request.getHeader("HX-Current-URL");
    if (current != null) {
      return pathOf(current);
    }
    if (request.getMethod().equals("GET")) {
      String query = request.getQueryString();
      return checked(request.getRequestURI() + (query == null ? "" : "?" + query));
    }
    return before(request);
  }

  /** The page that held the form or link, as far as the browser tells. */
  static String before(HttpServletRequest request) {
    return pathOf(request.getHeader("Referer"));
  }

  private static String pathOf(@Nullable String address) {
    if (address == null) {
      return FIRST_PAGE;
    }
    try {
      URI uri = new URI(address);
      return checked(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    } catch (URISyntaxException unreadable) {
      return FIRST_PAGE;
    }
  }

  /**
   * The log-in page's address with this destination.
   *
   * @param state what the page says, such as {@code ended}; empty for nothing
   */
  static String logIn(HttpServletRequest request, String state, String next) {
    String named =
        next.equals(FIRST_PAGE)
            ? ""
            : PARAMETER + "=" + UriUtils.encode(next, StandardCharsets.UTF_8);
    String query = state + (state.isEmpty() || named.isEmpty() ? "" : "&") + named;
    return request.getContextPath() + "/log-in" + (query.isEmpty() ? "" : "?" + query);
  }
}
