package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestHub;
import hub.web.ApiToken.Scope;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who tries addresses, without following where they lead: by their session, or the API's
 * by a token that may all.
 */
final class Walker {
  private static final Pattern FORM = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final TestHub hub;
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private @Nullable String form;
  private @Nullable String token;

  private Walker(TestHub hub) {
    this.hub = hub;
  }

  /** Nobody known, but with a form's token, so that they are not refused for want of one. */
  static Walker stranger(TestHub hub) throws Exception {
    Walker walker = new Walker(hub);
    walker.form = walker.formOf("/log-in");
    return walker;
  }

  /** The token that their forms carry. */
  String form() {
    return Objects.requireNonNull(form);
  }

  private String formOf(String page) throws Exception {
    Matcher form = FORM.matcher(get(page).body());
    assertThat(form.find()).as("a form with its token").isTrue();
    return form.group(1);
  }

  static Walker loggedIn(TestHub hub, CurrentUser who) throws Exception {
    Walker walker = new Walker(hub);
    assertThat(walker.get(hub.bean(LogInLinks.class).pathFor(who)).statusCode()).isEqualTo(302);
    walker.form = walker.formOf("/settings/password");
    return walker;
  }

  /** Logged in, and with a token that may all. */
  static Walker withToken(TestHub hub, CurrentUser who) throws Exception {
    Walker walker = loggedIn(hub, who);
    walker.token =
        hub.bean(ApiTokens.class)
            .create(
                who,
                "a program",
                Set.of(Scope.READ, Scope.RUN),
                Instant.now().plus(Duration.ofHours(1)));
    return walker;
  }

  /** Makes a person of a workspace, who can log in. */
  static CurrentUser person(
      TestHub hub, UUID workspace, String name, CurrentUser.Role role, boolean administrator) {
    return person(hub, UUID.randomUUID(), workspace, name, role, administrator);
  }

  static CurrentUser person(
      TestHub hub,
      UUID id,
      UUID workspace,
      String name,
      CurrentUser.Role role,
      boolean administrator) {
    hub.database()
        .asOwner()
        .sql(
            """
            insert into app_user (id, workspace_id, email, name, role, administrator)
            values (:id, :workspace, :email, :name, :role, :administrator)
            """)
        .param("id", id)
        .param("workspace", workspace)
        .param("email", id + "@example.org")
        .param("name", name)
        .param("role", role.word())
        .param("administrator", administrator)
        .update();
    return new CurrentUser(id, workspace, name, id + "@example.org", role, administrator);
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(hub.url() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept", "text/html, */*"));
  }

  HttpResponse<String> ask(Address address, String filled, Map<String, String> said)
      throws Exception {
    Map<String, String> all = new HashMap<>(said);
    boolean byToken = address.isOfTheApi() && token != null;
    if (form != null && address.changes() && !byToken) {
      all.put("_csrf", form);
    }
    HttpRequest.Builder request = address.request(hub.url(), filled, all);
    if (byToken) {
      request.header("Authorization", "Bearer " + token).header("Idempotency-Key", filled);
    }
    return send(request);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
