package hub.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request tells of the browser it comes from.
 *
 * @param device the secret that this browser was given at an earlier log-in; null if it has none
 */
record Visit(String address, String userAgent, @Nullable String device) {
  private static final int LONGEST_AGENT = 300;
  private static final int LONGEST_ADDRESS = 60;

  static Visit of(HttpServletRequest request) {
    return new Visit(
        cut(request.getRemoteAddr(), LONGEST_ADDRESS),
        cut(request.getHeader("User-Agent"), LONGEST_AGENT),
        Cookies.read(request, Cookies.DEVICE));
  }

  private static String cut(@Nullable String text, int longest) {
    String known = Objects.requireNonNullElse(text, "").replace("\0", "");
    return known.length() <= longest ? known : known.substring(0, longest);
  }
}
