package hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import hub.Sha256;
import hub.TestDatabase;
import hub.budget.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;

/** How log-ins last and end, and what their cookies are. */
@SpringBootTest(classes = WebRoom.class)
@AutoConfigureMockMvc
@RecordApplicationEvents
class SessionTest {
  private static final String EMAIL = "mira@example.org";
  private static final String PASSWORD = "a long enough one";
  private static final String PAGE = "/settings/sessions";

  @Autowired MockMvc mvc;
  @Autowired TestDatabase database;
  @Autowired SettableClock clock;
  @Autowired Accounts accounts;
  @Autowired PasswordEncoder encoder;
  @Autowired LogInSessions sessions;
  @Autowired ApplicationEvents events;

  @BeforeEach
  void knowThePasswordAndNoBrowser() {
    database.asOwner().sql("delete from log_in_session").update();
    database.asOwner().sql("delete from log_in_failure").update();
    accounts.setPassword(TestDatabase.USER, encoder.encode(PASSWORD));
  }

  @Test
  void isListedWithItsBrowserAndAddress() throws Exception {
    TestBrowser browser = loggedIn("192.0.2.7");
    loggedIn("192.0.2.8");

    String page = body(browser.open(PAGE));

    assertThat(page).contains("Firefox on Linux", "192.0.2.7", "192.0.2.8", "End all others");
    assertThat(page).containsOnlyOnce(">this one<");
  }

  @Test
  void isEndedOneByOne() throws Exception {
    TestBrowser mine = loggedIn("192.0.2.7");
    TestBrowser lost = loggedIn("192.0.2.8");
    UUID session = idOf(lost);

    mine.open(PAGE);
    mine.submit(PAGE + "/" + session + "/end").andExpect(redirectedUrl(PAGE + "?ended"));

    lost.open(PAGE).andExpect(redirectedUrl("/log-in?ended&next=%2Fsettings%2Fsessions"));
    mine.open(PAGE).andExpect(status().isOk());
    assertThat(events.stream(SessionEnded.class)).containsExactly(new SessionEnded(session));
  }

  @Test
  void endsAllOthersButThisOne() throws Exception {
    TestBrowser mine = loggedIn("192.0.2.7");
    List<TestBrowser> others = List.of(loggedIn("192.0.2.8"), loggedIn("192.0.2.9"));

    mine.open(PAGE);
    mine.submit(PAGE + "/end-others");

    mine.open(PAGE).andExpect(status().isOk());
    for (TestBrowser other : others) {
      other.open(PAGE).andExpect(status().isFound());
    }
  }

  @Test
  void isNotEndedByAnother() throws Exception {
    TestBrowser mine = loggedIn("192.0.2.7");
    UUID stranger = UUID.randomUUID();

    sessions.end(stranger, idOf(mine));

    mine.open(PAGE).andExpect(status().isOk());
  }

  @Test
  void endsWithTheLogOutOnTheServerToo() throws Exception {
    TestBrowser browser = loggedIn("192.0.2.7");
    String token = Objects.requireNonNull(browser.cookies.get(Cookies.SESSION));
    browser.open(PAGE);

    browser.submit("/log-out").andExpect(redirectedUrl("/log-in?out"));

    assertThat(browser.cookies).doesNotContainKey(Cookies.SESSION);
    TestBrowser thief = new TestBrowser(mvc, "192.0.2.66");
    thief.cookies.put(Cookies.SESSION, token);
    thief.open(PAGE).andExpect(status().isFound());
  }

  @Test
  void endsWithSilence() throws Exception {
    TestBrowser browser = loggedIn("192.0.2.7");
    clock.advance(Duration.ofHours(11));
    browser.open(PAGE).andExpect(status().isOk());
    clock.advance(Duration.ofHours(11));
    browser.open(PAGE).andExpect(status().isOk());

    clock.advance(Duration.ofHours(12).plusSeconds(1));

    browser.open(PAGE).andExpect(status().isFound());
  }

  @Test
  void endsAfterAWeekHoweverBusy() throws Exception {
    TestBrowser browser = loggedIn("192.0.2.7");
    UUID session = idOf(browser);
    for (int n = 0; n < 16; n++) {
      clock.advance(Duration.ofHours(10));
      browser.open(PAGE).andExpect(status().isOk());
    }

    clock.advance(Duration.ofHours(9));

    browser.open(PAGE).andExpect(status().isFound());
    assertThat(sessions.over(java.util.Set.of(session, UUID.randomUUID())))
        .containsExactly(session);
  }

  @Test
  void isNeverOneThatTheBrowserBrought() throws Exception {
    TestBrowser browser = new TestBrowser(mvc, "192.0.2.7");
    browser.cookies.put(Cookies.SESSION, "planted");

    browser.logIn(EMAIL, PASSWORD).andExpect(redirectedUrl("/"));

    assertThat(browser.cookies.get(Cookies.SESSION)).hasSize(43).isNotEqualTo("planted");
  }

  @Test
  void isEndedWhenItsBrowserLogsInAgain() throws Exception {
    TestBrowser browser = loggedIn("192.0.2.7");
    UUID before = idOf(browser);
    String form = body(browser.open(PAGE));
    assertThat(form).contains("_csrf");

    browser.submit("/log-in", "email", EMAIL, "password", PASSWORD);

    assertThat(idOf(browser)).isNotEqualTo(before);
    assertThat(sessions.of(mira())).hasSize(1);
  }

  @Test
  void storesNothingThatLogsIn() throws Exception {
    TestBrowser browser = loggedIn("192.0.2.7");

    String rows =
        String.join(
            "\n",
            database
                .asOwner()
                .sql("select s::text from log_in_session s")
                .query(String.class)
                .list());

    assertThat(browser.cookies.values()).isNotEmpty().noneMatch(rows::contains);
  }

  @ParameterizedTest(name = "over {0}: {1}")
  @CsvSource({"http, false", "https, true"})
  void hasCookiesThatScriptsAndOtherSitesDoNotGet(String scheme, boolean secure) throws Exception {
    var link = get("/log-in").secure(secure);
    List<String> cookies = mvc.perform(link).andReturn().getResponse().getHeaders("Set-Cookie");

    assertThat(cookies)
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"))
        .allSatisfy(cookie -> assertThat(cookie.contains("Secure")).isEqualTo(secure));
  }

  @Test
  void hasCookiesOfTheSameKindOnceLoggedIn() throws Exception {
    TestBrowser browser = new TestBrowser(mvc, "192.0.2.7");

    List<String> cookies =
        browser.logIn(EMAIL, PASSWORD).andReturn().getResponse().getHeaders("Set-Cookie");

    assertThat(cookies)
        .hasSize(2)
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    assertThat(cookies.getFirst()).startsWith("sluice=").doesNotContain("Max-Age");
  }

  @Test
  @DisplayName("A changed role counts at the next press")
  void readsTheAccountAnewEachTime() throws Exception {
    TestBrowser browser = loggedIn("192.0.2.7");
    assertThat(body(browser.open(PAGE))).contains("Mira Okafor");

    database.asOwner().sql("update app_user set name = 'Mira Adeyemi'").update();

    assertThat(body(browser.open(PAGE))).contains("Mira Adeyemi");
    database.asOwner().sql("update app_user set name = 'Mira Okafor'").update();
  }

  @Test
  void endsEverywhereElseWhenThePasswordIsChanged() throws Exception {
    TestBrowser mine = loggedIn("192.0.2.7");
    TestBrowser other = loggedIn("192.0.2.8");
    mine.open("/settings/password");

    mine.submit(
            "/settings/password",
            "current",
            PASSWORD,
            "chosen",
            "seven grey herons wait",
            "again",
            "seven grey herons wait")
        .andExpect(redirectedUrl("/settings/password?saved"));

    mine.open(PAGE).andExpect(status().isOk());
    other.open(PAGE).andExpect(status().isFound());
  }

  private TestBrowser loggedIn(String address) throws Exception {
    TestBrowser browser = new TestBrowser(mvc, address);
    browser.logIn(EMAIL, PASSWORD).andExpect(redirectedUrl("/"));
    return browser;
  }

  private UUID idOf(TestBrowser browser) {
    return database
        .asOwner()
        .sql("select id from log_in_session where token_hash = :hash")
        .param("hash", Sha256.hex(Objects.requireNonNull(browser.cookies.get(Cookies.SESSION))))
        .query(UUID.class)
        .single();
  }

  private CurrentUser mira() {
    return accounts.byId(TestDatabase.USER).orElseThrow().user();
  }

  private static String body(org.springframework.test.web.servlet.ResultActions answer)
      throws Exception {
    return answer.andReturn().getResponse().getContentAsString();
  }
}
