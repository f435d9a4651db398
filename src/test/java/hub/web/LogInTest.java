package hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import hub.TestDatabase;
import hub.budget.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Logging in, through the real filters, on a real database. */
@SpringBootTest(classes = WebRoom.class)
@AutoConfigureMockMvc
class LogInTest {
  private static final String PASSWORD = "a long enough one";

  @Autowired MockMvc mvc;
  @Autowired TestDatabase database;
  @Autowired SettableClock clock;
  @Autowired LogInLinks links;
  @Autowired Accounts accounts;
  @Autowired CountedHashes hashes;

  @BeforeEach
  void forgetPasswordAndPauses() {
    database.asOwner().sql("update app_user set password_hash = null").update();
    database.asOwner().sql("delete from log_in_failure").update();
    database.asOwner().sql("delete from log_in_session").update();
  }

  @Test
  void leadsAStrangerToTheLogIn() throws Exception {
    mvc.perform(get("/settings/password").accept("text/html"))
        .andExpect(redirectedUrl("/log-in?next=%2Fsettings%2Fpassword"));
  }

  @Test
  void logsInOnceWithALink() throws Exception {
    String link = link();

    TestBrowser browser = new TestBrowser(mvc, "192.0.2.7");
    browser.open(link).andExpect(redirectedUrl("/"));

    browser.open("/settings/password").andExpect(status().isOk());
    mvc.perform(get(link)).andExpect(redirectedUrl("/log-in?used"));
  }

  @Test
  void keepsALinkThatAScannerOnlyAskedTheHeadOf() throws Exception {
    String link = link();

    mvc.perform(head(link));

    mvc.perform(get(link)).andExpect(redirectedUrl("/"));
  }

  @Test
  void refusesALinkAfterItsHour() throws Exception {
    String link = link();
    clock.advance(LogInLinks.VALID.plusSeconds(1));

    mvc.perform(get(link)).andExpect(redirectedUrl("/log-in?used"));
  }

  @Test
  void storesNoTokenThatCouldBeUsed() {
    String token = link().replace("/log-in/link?token=", "");

    assertThat(
            database.asOwner().sql("select token_hash from log_in_link").query(String.class).list())
        .hasSize(1)
        .doesNotContain(token);
  }

  @Test
  void logsInWithThePasswordThatWasSet() throws Exception {
    setPassword();

    logIn(PASSWORD).andExpect(redirectedUrl("/"));
    logIn("another long one").andExpect(redirectedUrl("/log-in?failed"));
  }

  @Test
  void storesThePasswordAsABcryptHash() throws Exception {
    setPassword();

    assertThat(
            database
                .asOwner()
                .sql("select password_hash from app_user")
                .query(String.class)
                .single())
        .startsWith("{bcrypt}$2");
  }

  @Test
  void pausesAfterFiveWrongPasswords() throws Exception {
    setPassword();
    for (int i = 0; i < LogInAttempts.FREE_TRIES; i++) {
      guess("guess number " + i).andExpect(redirectedUrl("/log-in?failed"));
    }

    guess(PASSWORD).andExpect(redirectedUrl("/log-in?paused"));

    clock.advance(LogInAttempts.FIRST_PAUSE.plusSeconds(1));
    guess(PASSWORD).andExpect(redirectedUrl("/"));
  }

  @Test
  void letsTheOwnersBrowserInWhileAStrangerBesideItGuesses() throws Exception {
    setPassword();
    TestBrowser own = new TestBrowser(mvc, "192.0.2.66");
    own.logIn("mira@example.org", PASSWORD);
    own.open("/settings/sessions");
    own.submit("/log-out");
    for (int i = 0; i < 30; i++) {
      guess("guess number " + i);
    }

    guess(PASSWORD).andExpect(redirectedUrl("/log-in?paused"));
    own.logIn("mira@example.org", PASSWORD).andExpect(redirectedUrl("/"));
  }

  @Test
  void answersAndWorksTheSameForUnknownUsers() throws Exception {
    setPassword();
    database
        .asOwner()
        .sql(
            """
            insert into app_user (id, workspace_id, email, name, role, password_hash, ended_at)
            values (gen_random_uuid(), :workspace, 'gone@example.org', 'Gone', 'viewer', '{bcrypt}$2a$04$x', now()),
                   (gen_random_uuid(), :workspace, 'new@example.org', 'New', 'viewer', null, null)
            """)
        .param("workspace", TestDatabase.WORKSPACE)
        .update();
    for (String email :
        new String[] {
          "mira@example.org", "nobody@example.org", "gone@example.org", "new@example.org"
        }) {
      int before = hashes.compared.get();

      new TestBrowser(mvc, "192.0.2.80")
          .logIn(email, "not this one at all")
          .andExpect(redirectedUrl("/log-in?failed"));

      assertThat(hashes.compared.get() - before).as(email).isEqualTo(1);
    }
    database
        .asOwner()
        .sql("delete from app_user where email like '%w@example.org' or name = 'Gone'")
        .update();
  }

  @Test
  void leadsBackToThePageThatWasWanted() throws Exception {
    setPassword();
    TestBrowser browser = new TestBrowser(mvc, "192.0.2.7");
    String logIn =
        java.util.Objects.requireNonNull(
            browser
                .open("/settings/tokens?a=b&c=%26")
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    String page = browser.open(logIn).andReturn().getResponse().getContentAsString();
    assertThat(page).contains("value=\"/settings/tokens?a=b&amp;c=%26\"");

    browser
        .submit(
            "/log-in",
            "email",
            "mira@example.org",
            "password",
            PASSWORD,
            "next",
            "/settings/tokens?a=b&c=%26")
        .andExpect(redirectedUrl("/settings/tokens?a=b&c=%26"));
  }

  @Test
  void leadsNowhereElseAfterTheLogIn() throws Exception {
    setPassword();
    for (String next : new String[] {"https://example.com/", "//example.com", "/\\example.com"}) {
      TestBrowser browser = new TestBrowser(mvc, "192.0.2.7");
      browser.open("/log-in?next=" + next.replace("\\", "%5C"));

      browser
          .submit("/log-in", "email", "mira@example.org", "password", PASSWORD, "next", next)
          .andExpect(redirectedUrl("/"));
    }
  }

  @Test
  void explainsAFormThatWasOpenedBeforeTheLastLogIn() throws Exception {
    setPassword();
    TestBrowser browser = new TestBrowser(mvc, "192.0.2.7");
    browser.logIn("mira@example.org", PASSWORD);
    browser.open("/settings/password");
    String session = browser.cookies.get(Cookies.SESSION);
    TestBrowser again = new TestBrowser(mvc, "192.0.2.7");
    again.logIn("mira@example.org", PASSWORD);
    browser.cookies.putAll(again.cookies);
    assertThat(browser.cookies.get(Cookies.SESSION)).isNotEqualTo(session);

    browser
        .submit("/settings/password", "chosen", "x")
        .andExpect(status().isForbidden())
        .andExpect(request().attribute("oldForm", "/"));
  }

  @Test
  void loadsAPageAnewWhoseFragmentSentAnOldForm() throws Exception {
    setPassword();
    TestBrowser browser = new TestBrowser(mvc, "192.0.2.7");
    browser.logIn("mira@example.org", PASSWORD);

    browser
        .send(post("/settings/password").header("HX-Request", "true").param("_csrf", "old"))
        .andExpect(status().isForbidden())
        .andExpect(header().string("HX-Refresh", "true"));
  }

  @Test
  void asksForThePasswordAgainWhenTheLogInPageWasTooOld() throws Exception {
    new TestBrowser(mvc, "192.0.2.7")
        .submit("/log-in", "email", "x", "password", "y")
        .andExpect(redirectedUrl("/log-in?again"));
  }

  @Test
  void asksForThePresentPasswordBeforeAnotherIsSet() throws Exception {
    setPassword();

    TestBrowser browser = new TestBrowser(mvc, "192.0.2.7");
    browser.open(link());
    browser.open("/settings/password");
    browser
        .submit(
            "/settings/password",
            "current",
            "not mine at all",
            "chosen",
            "a quite different one",
            "again",
            "a quite different one")
        .andExpect(status().isUnprocessableContent());

    logIn(PASSWORD).andExpect(redirectedUrl("/"));
  }

  @Test
  void refusesAFormWithoutItsToken() throws Exception {
    mvc.perform(post("/settings/password").with(user(administrator())).param("chosen", PASSWORD))
        .andExpect(status().isForbidden());
  }

  @Test
  void leadsAFormThatOutlivedItsSessionToTheLogIn() throws Exception {
    mvc.perform(post("/settings/password").accept("text/html").param("chosen", PASSWORD))
        .andExpect(redirectedUrl("/log-in"));
  }

  @Test
  @DisplayName("S5 an expired session leads a fragment to the whole log-in page")
  void leadsAFragmentToTheWholeLogInPage() throws Exception {
    mvc.perform(get("/settings/password").header("HX-Request", "true").accept("text/html"))
        .andExpect(status().isUnauthorized())
        .andExpect(header().string("HX-Redirect", "/log-in?ended&next=%2Fsettings%2Fpassword"));
  }

  @Test
  @DisplayName("S5 an expired session ends a stream with 401")
  void endsAStreamWith401() throws Exception {
    mvc.perform(get("/settings/password").accept("text/event-stream"))
        .andExpect(status().isUnauthorized());
  }

  @Test
  @DisplayName("H6 a suffix does not get past the log-in")
  void letsNoSuffixPastTheLogIn() throws Exception {
    for (String path :
        new String[] {
          "/settings/password.css", "/settings/password/", "/settings/password;a=b/css/x"
        }) {
      assertThat(mvc.perform(get(path).accept("text/html")).andReturn().getResponse().getStatus())
          .as(path)
          .isNotEqualTo(200);
    }
  }

  @Test
  void sendsThePolicyWithEveryPage() throws Exception {
    mvc.perform(get("/log-in"))
        .andExpect(
            header()
                .string("Content-Security-Policy", SecurityConfiguration.CONTENT_SECURITY_POLICY));
    assertThat(SecurityConfiguration.CONTENT_SECURITY_POLICY).doesNotContain("unsafe");
  }

  private String link() {
    return links.pathFor(administrator().user());
  }

  private Account administrator() {
    return accounts.byId(TestDatabase.USER).orElseThrow();
  }

  private void setPassword() throws Exception {
    TestBrowser browser = new TestBrowser(mvc, "192.0.2.7");
    browser.open(link());
    browser.open("/settings/password");
    browser
        .submit("/settings/password", "chosen", PASSWORD, "again", PASSWORD)
        .andExpect(redirectedUrl("/settings/password?saved"));
  }

  private ResultActions guess(String password) throws Exception {
    return new TestBrowser(mvc, "192.0.2.66").logIn("mira@example.org", password);
  }

  private ResultActions logIn(String password) throws Exception {
    return new TestBrowser(mvc, "192.0.2.7").logIn("Mira@example.org", password);
  }
}
