package hub.settings;

import hub.TestHub;
import hub.web.CurrentUser;
import hub.web.LogInLinks;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who is logged in and uses the pages without scripts. */
public final class Person {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final TestHub hub;
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  public Person(TestHub hub, CurrentUser who) {
    this.hub = hub;
    get(hub.bean(LogInLinks.class).pathFor(who));
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(hub.url() + path)));
  }

  /** Posts a form of names and values in turn; redirects are followed. */
  public HttpResponse<String> post(String path, String... fields) {
    StringBuilder form = new StringBuilder("_csrf=" + encoded(token()));
    for (int n = 0; n < fields.length; n += 2) {
      form.append('&').append(fields[n]).append('=').append(encoded(fields[n + 1]));
    }
    return send(
        HttpRequest.newBuilder(URI.create(hub.url() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
  }

  private String token() {
    Matcher found = CSRF.matcher(get("/settings/password").body());
    if (!found.find()) {
      throw new AssertionError("The password page has no form");
    }
    return found.group(1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
