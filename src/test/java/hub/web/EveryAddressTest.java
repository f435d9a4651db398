package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.TestHub;
import hub.integration.FlowKind;
import hub.integration.FlowText;
import hub.integration.Flows;
import hub.web.WhoMay.Line;
import hub.web.WhoMay.Who;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every address of the whole hub, tried by everybody; {@link WhoMay} says what each may do. */
class EveryAddressTest {
  /** Ways to write an address that some server or filter takes for another one. */
  private static final List<String> SPELLINGS =
      List.of("%s", "%s/", "%s.css", "%s;a=/css/x", "%s%%2f", "/%s", "/css/..%s", "/css/..;%s");

  private static TestHub hub;
  private static Map<String, Address> addresses;
  private static String source;
  private static String result;

  @BeforeAll
  static void start() {
    hub = TestHub.start(Map.of());
    addresses =
        Address.all(hub).stream().collect(Collectors.toMap(Address::toString, each -> each));
    Flows flows = hub.bean(Flows.class);
    source = flows.sources().getFirst().id().toString();
    result =
        flows
            .create(
                new FlowText(FlowKind.RESULT, "told-somebody", "# Nothing yet."),
                TestDatabase.WORKSPACE,
                TestDatabase.USER,
                "")
            .id()
            .toString();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  @DisplayName("H6 the table of who may what names every address, and no other")
  void namesEveryAddress() {
    Set<String> named =
        WhoMay.lines().stream()
            .map(line -> line.method() + " " + line.pattern())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).hasSizeGreaterThan(150).isEqualTo(new TreeSet<>(addresses.keySet()));
  }

  @Test
  @DisplayName("H6 everybody may do what the table gives them, and nothing else")
  void letsEverybodyDoTheirOwnAlone() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Who who : Who.values()) {
      Walker walker = walker(who);
      for (Line line : WhoMay.lines()) {
        HttpResponse<String> answer = ask(walker, line);
        boolean may = line.who().contains(who);
        if (may ? !isTaken(line, answer) : !isRefused(who, line, answer)) {
          wrong.add(
              "%s by %s: %d, but they %s"
                  .formatted(line, who, answer.statusCode(), may ? "may" : "may not"));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static Walker walker(Who who) throws Exception {
    return switch (who) {
      case STRANGER -> Walker.stranger(hub);
      case ADMINISTRATOR -> person(CurrentUser.Role.VIEWER, true);
      default -> person(CurrentUser.Role.valueOf(who.name()), false);
    };
  }

  private static Walker person(CurrentUser.Role role, boolean administrator) throws Exception {
    return Walker.withToken(
        hub, Walker.person(hub, TestDatabase.WORKSPACE, "Somebody", role, administrator));
  }

  private static HttpResponse<String> ask(Walker walker, Line line) throws Exception {
    Address address = addresses.get(line.method() + " " + line.pattern());
    List<String> flow =
        line.path().contains("{a source}")
            ? List.of(source)
            : line.path().contains("{a result}") ? List.of(result) : List.of();
    return walker.ask(address, address.filled(flow), line.said());
  }

  /**
   * Even what was asked wrongly, as here mostly, was looked at by whoever it was meant for. The
   * page of errors says of itself that something went wrong.
   */
  private static boolean isTaken(Line line, HttpResponse<String> answer) {
    int status = answer.statusCode();
    boolean isToLogIn = leadsToTheLogIn(answer) && !line.path().startsWith("/log-in");
    return status != 401
        && status != 403
        && (status < 500 || line.path().equals("/error"))
        && !isToLogIn;
  }

  private static boolean isRefused(Who who, Line line, HttpResponse<String> answer) {
    if (who != Who.STRANGER) {
      return answer.statusCode() == 403;
    }
    return line.path().startsWith("/api/v1/")
        ? answer.statusCode() == 401
        : leadsToTheLogIn(answer);
  }

  private static boolean leadsToTheLogIn(HttpResponse<String> answer) {
    return answer.statusCode() == 302
        && answer.headers().firstValue("Location").orElse("").startsWith(hub.url() + "/log-in");
  }

  @Test
  @DisplayName("H6 a stranger gets to no address by another method or spelling")
  void leadsStrangersToTheLogIn() throws Exception {
    Walker stranger = Walker.stranger(hub);
    List<String> wrong = new ArrayList<>();
    for (String path : closedTo(Who.STRANGER)) {
      for (String spelled : spelled(path)) {
        notLetIn(stranger, "GET", spelled, wrong);
      }
      for (String method : List.of("HEAD", "POST", "PUT", "DELETE")) {
        notLetIn(stranger, method, path, wrong);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  @DisplayName("H6 who is logged in gets round their role by no spelling")
  void takesNoSpellingForAnother() throws Exception {
    Walker viewer = walker(Who.VIEWER);
    List<String> wrong = new ArrayList<>();
    for (String path : closedTo(Who.VIEWER)) {
      for (String spelled : spelled(path)) {
        int status = send(viewer, "GET", spelled).statusCode();
        if (status < 400 || status > 499) {
          wrong.add("GET " + spelled + " answers " + status);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> spelled(String path) {
    return Stream.concat(
            SPELLINGS.stream().map(spelling -> spelling.formatted(path)),
            Stream.of(path.toUpperCase(Locale.ROOT)))
        .toList();
  }

  /** Paths that have nothing at all for them. */
  private static Set<String> closedTo(Who who) {
    Set<String> open =
        WhoMay.lines().stream()
            .filter(line -> line.who().contains(who))
            .map(Line::pattern)
            .collect(Collectors.toSet());
    Set<String> closed =
        addresses.values().stream()
            .filter(address -> !open.contains(address.path()))
            .map(address -> address.filled(List.of()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(closed).hasSizeGreaterThan(30);
    return closed;
  }

  private static void notLetIn(Walker who, String method, String asked, List<String> wrong)
      throws Exception {
    HttpResponse<String> answer = send(who, method, asked);
    boolean isRefused = answer.statusCode() >= 400 && answer.statusCode() < 500;
    if (!isRefused && !leadsToTheLogIn(answer)) {
      wrong.add(method + " " + asked + " answers " + answer.statusCode());
    }
  }

  private static HttpResponse<String> send(Walker who, String method, String asked)
      throws Exception {
    return who.send(
        HttpRequest.newBuilder(URI.create(hub.url() + asked))
            .header("Accept", "text/html")
            .method(method, BodyPublishers.noBody()));
  }
}
