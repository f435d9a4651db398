package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestHub;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the whole hub, tried by a stranger. */
class EveryAddressTest {
  /** What needs no log-in, and why that is harmless is said where it is opened. */
  private static final Set<String> OPEN =
      Set.of(
          "/log-in", "/log-in/link", "/invitation", "/error", "/api/openapi", "/api/openapi.yaml");

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
