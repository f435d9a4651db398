package hub.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The hub's cookies: no script reads them, and no other site's form or picture sends them. */
@Component
class Cookies {
  /** Who is logged in; ends with the browser. */
  static final String SESSION = "sluice";

  /** That this browser logged in before; it opens nothing. */
  static final String DEVICE = "sluice-device";

  /** What forms before a log-in are recognised by. */
  static final String FORM = "sluice-form";

  /** Ends with the browser. */
  static final Duration WITH_BROWSER = Duration.ofSeconds(-1);

  private final SessionSettings settings;

  Cookies(SessionSettings settings) {
    this.settings = settings;
  }

  static @Nullable String read(HttpServletRequest request, String name) {
    Cookie cookie = WebUtils.getCookie(request, name);
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  /** Sets a cookie, in place of an earlier one of this name. */
  void write(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String value,
      Duration lasts) {
    ResponseCookie cookie =
        ResponseCookie.from(name, value)
            .path(request.getContextPath() + "/")
            .httpOnly(true)
            .secure(settings.secure() || request.isSecure())
            .sameSite("Lax")
            .maxAge(lasts)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  void forget(HttpServletRequest request, HttpServletResponse response, String name) {
    write(request, response, name, "", Duration.ZERO);
  }
}
