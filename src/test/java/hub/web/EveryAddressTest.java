package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.TestHub;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the whole hub, tried by a stranger and by somebody who may only look. */
class EveryAddressTest {
  /** What needs no log-in, and why that is harmless is said where it is opened. */
  private static final Set<String> OPEN =
      Set.of(
          "/log-in",
          "/log-in/link",
          "/invitation",
          "/error",
          "/webhooks/stripe",
          "/api/openapi",
          "/api/openapi.yaml");

  /** What everybody may change of their own: their log-ins, password, tokens and marks. */
  private static final Set<String> OWN =
      Set.of(
          "/log-in",
          "/log-out",
          "/invitation",
          "/settings/password",
          "/settings/sessions",
          "/settings/tokens",
          "/error");

  private static final Set<RequestMethod> CHANGING =
      Set.of(RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE);

  private static TestHub hub;
  private static Map<String, Set<RequestMethod>> addresses;

  @BeforeAll
  static void start() {
    hub = TestHub.start(Map.of());
    addresses = new java.util.TreeMap<>();
    hub.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            info ->
                info.getPatternValues()
                    .forEach(
                        path ->
                            addresses
                                .computeIfAbsent(path, none -> new TreeSet<>())
                                .addAll(info.getMethodsCondition().getMethods())));
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  @DisplayName("H6 a stranger gets to no address but the log-in's")
  void leadsStrangersToTheLogIn() throws Exception {
    HttpClient stranger = HttpClient.newHttpClient();
    assertThat(addresses.keySet()).hasSizeGreaterThan(30);
    for (String path : addresses.keySet()) {
      if (!OPEN.contains(path)) {
        for (String suffix : List.of("", "/", ".css", ";a=/css/x")) {
          HttpResponse<String> answer = get(stranger, filled(path) + suffix);
          assertThat(answer.statusCode()).as("GET " + path + suffix).isIn(302, 400, 401);
          if (answer.statusCode() == 302) {
            assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith(hub.url() + "/log-in");
          }
        }
        assertThat(post(stranger, path, "").statusCode()).as("POST " + path).isIn(302, 401);
      }
    }
  }

  @Test
  @DisplayName("H6 who may only look changes nothing but what is their own")
  void letsAViewerChangeOnlyTheirOwn() throws Exception {
    HttpClient viewer = viewer();
    String form = "_csrf=" + formToken(get(viewer, "/settings/sessions").body());
    for (String path : addresses.keySet()) {
      boolean changes =
          addresses.get(path).isEmpty()
              || addresses.get(path).stream().anyMatch(CHANGING::contains);
      if (changes && OWN.stream().noneMatch(path::startsWith)) {
        assertThat(post(viewer, path, form).statusCode()).as("POST " + path).isBetween(400, 499);
      }
    }
  }

  private static HttpClient viewer() throws Exception {
    UUID id = UUID.randomUUID();
    hub.database()
        .asOwner()
        .sql(
            """
            insert into app_user (id, workspace_id, email, name, role, administrator)
            values (:id, :workspace, 'vera@example.org', 'Vera', 'viewer', false)
            """)
        .param("id", id)
        .param("workspace", TestDatabase.WORKSPACE)
        .update();
    HttpClient viewer =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    CurrentUser vera =
        new CurrentUser(
            id, TestDatabase.WORKSPACE, "Vera", "vera@example.org", CurrentUser.Role.VIEWER, false);
    assertThat(get(viewer, hub.bean(LogInLinks.class).pathFor(vera)).statusCode()).isEqualTo(302);
    return viewer;
  }

  private static String formToken(String page) {
    Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page);
    assertThat(token.find()).as("a form with its token").isTrue();
    return URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> get(HttpClient who, String path) throws Exception {
    return who.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient who, String path, String form)
      throws Exception {
    return who.send(
        request(filled(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(hub.url() + path)).header("Accept", "text/html");
  }

  private static String filled(String path) {
    return path.replaceAll("\\{[^}]+}", new UUID(0, 9).toString()).replace("**", "x");
  }
}
