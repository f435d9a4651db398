package hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import hub.TestDatabase;
import hub.budget.SettableClock;
import hub.web.ApiToken.Scope;
import hub.web.CurrentUser.Role;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** People come by a link, change, and go. */
@SpringBootTest(classes = WebRoom.class)
@AutoConfigureMockMvc
@RecordApplicationEvents
class PeopleTest {
  private static final String PASSWORD = "seven grey herons wait";
  private static final String PAGE = "/settings/people";
  private static final Pattern LINK =
      Pattern.compile("http://localhost(/invitation\\?token=[A-Za-z0-9_-]{43})<");

  @Autowired MockMvc mvc;
  @Autowired TestDatabase database;
  @Autowired SettableClock clock;
  @Autowired Accounts accounts;
  @Autowired People people;
  @Autowired Invitations invitations;
  @Autowired ApiTokens tokens;
  @Autowired LogInLinks links;
  @Autowired ApplicationEvents events;

  private TestBrowser mira;

  @BeforeEach
  void logMiraIn() throws Exception {
    mira = new TestBrowser(mvc, "192.0.2.7");
    mira.open(links.pathFor(mira())).andExpect(redirectedUrl("/"));
  }

  @AfterEach
  void forgetTheOthers() {
    database.asOwner().sql("delete from invitation").update();
    database.asOwner().sql("delete from log_in_session").update();
    database.asOwner().sql("delete from api_token").update();
    database
        .asOwner()
        .sql("delete from app_user where id <> :mira")
        .param("mira", TestDatabase.USER)
        .update();
    database.asOwner().sql("update app_user set role = 'owner', administrator = true").update();
  }

  @Test
  void comeByALinkAndChooseTheirPassword() throws Exception {
    TestBrowser ana = joined("ana@example.org", "analyst");

    assertThat(body(ana.open("/settings/sessions"))).contains("Ana Silva", "192.0.2.20");
    new TestBrowser(mvc, "192.0.2.21")
        .logIn("Ana@example.org", PASSWORD)
        .andExpect(redirectedUrl("/"));
    assertThat(body(mira.open(PAGE))).contains("ana@example.org", "Analyst", "No link is open.");
  }

  @Test
  void useALinkOnce() throws Exception {
    String link = invite("ana@example.org", "viewer");
    new TestBrowser(mvc, "192.0.2.20").open(link).andExpect(status().isOk());
    TestBrowser first = accept(link);
    assertThat(first.cookies).containsKey(Cookies.SESSION);

    TestBrowser second = accept(link);

    assertThat(second.cookies).doesNotContainKey(Cookies.SESSION);
    assertThat(body(second.open(link))).contains("no longer works");
  }

  @Test
  void find410OnceTheirLinkHasExpiredOrWasWithdrawn() throws Exception {
    String withdrawn = invite("ana@example.org", "viewer");
    Matcher button =
        Pattern.compile("action=\"(/settings/people/invitations/[0-9a-f-]+/revoke)\"")
            .matcher(body(mira.open(PAGE)));
    assertThat(button.find()).isTrue();
    mira.submit(button.group(1)).andExpect(redirectedUrl(PAGE + "?revoked"));
    new TestBrowser(mvc, "192.0.2.20").open(withdrawn).andExpect(status().isGone());

    String expired = invite("ana@example.org", "viewer");
    clock.advance(Invitations.VALID.plusSeconds(1));

    new TestBrowser(mvc, "192.0.2.20").open(expired).andExpect(status().isGone());
  }

  @Test
  void neverSeeALinkAgainThatWasMadeBefore() throws Exception {
    String link = invite("ana@example.org", "viewer");
    String token = link.substring(link.indexOf('=') + 1);

    assertThat(body(mira.open(PAGE))).contains("ana@example.org").doesNotContain(token);
    assertThat(
            database.asOwner().sql("select i::text from invitation i").query(String.class).list())
        .noneMatch(row -> row.contains(token));
  }

  @Test
  void areToldWhatIsWrongWithAnInvitation() throws Exception {
    mira.open(PAGE);

    for (String email : new String[] {"", "ana", "a b@example.org", "mira@EXAMPLE.org"}) {
      ResultActions answer = mira.submit(PAGE, "email", email, "name", "Ana", "role", "viewer");
      answer.andExpect(status().isUnprocessableContent());
    }
    mira.submit(PAGE, "email", "ana@example.org", "name", " ", "role", "viewer")
        .andExpect(status().isUnprocessableContent());
    assertThat(invitations.open(TestDatabase.WORKSPACE)).isEmpty();
  }

  @Test
  void loseSessionsTokensAndLinksAtOnceWhenTheirAccessEnds() throws Exception {
    TestBrowser ana = joined("ana@example.org", "owner");
    CurrentUser user = user("ana@example.org");
    String token =
        tokens.create(user, "reports", Set.of(Scope.READ), clock.instant().plusSeconds(3600));
    String theirs = invitations.invite(user, wanted("boris@example.org"));
    mira.open(PAGE + "/" + user.id());

    mira.submit(PAGE + "/" + user.id() + "/end").andExpect(redirectedUrl(PAGE + "?ended"));

    ana.open("/settings/sessions").andExpect(status().isFound());
    assertThat(tokens.find(token).orElseThrow().revokedAt()).isNotNull();
    assertThat(events.stream(SessionEnded.class)).hasSize(1);
    assertThat(events.stream(TokenRevoked.class)).hasSize(1);
    new TestBrowser(mvc, "192.0.2.30").open(theirs).andExpect(status().isGone());
    new TestBrowser(mvc, "192.0.2.20")
        .logIn("ana@example.org", PASSWORD)
        .andExpect(redirectedUrl("/log-in?failed"));
    assertThat(body(mira.open(PAGE))).doesNotContain("ana@example.org");
  }

  @Test
  void comeBackByANewInvitation() throws Exception {
    joined("ana@example.org", "owner");
    UUID before = user("ana@example.org").id();
    people.endAccess(mira(), before);

    joined("ana@example.org", "viewer");

    assertThat(user("ana@example.org").id()).isEqualTo(before);
    assertThat(user("ana@example.org").role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void chooseANewPasswordByALinkThatEndsTheirSessions() throws Exception {
    TestBrowser ana = joined("ana@example.org", "analyst");
    UUID id = user("ana@example.org").id();
    mira.open(PAGE + "/" + id);
    String link = linkIn(mira.submit(PAGE + "/" + id + "/password-link"));
    ana.open("/settings/sessions").andExpect(status().isOk());

    TestBrowser other = new TestBrowser(mvc, "192.0.2.22");
    other.open(link);
    other
        .submit(
            "/invitation",
            "token",
            link.substring(link.indexOf('=') + 1),
            "chosen",
            "nine red boats sleep",
            "again",
            "nine red boats sleep")
        .andExpect(redirectedUrl("/"));

    ana.open("/settings/sessions").andExpect(status().isFound());
    new TestBrowser(mvc, "192.0.2.20")
        .logIn("ana@example.org", PASSWORD)
        .andExpect(redirectedUrl("/log-in?failed"));
  }

  @Test
  void keepALastOwnerAndALastAdministrator() throws Exception {
    mira.open(PAGE + "/" + TestDatabase.USER);

    mira.submit(PAGE + "/" + TestDatabase.USER + "/end").andExpect(status().isConflict());
    mira.submit(PAGE + "/" + TestDatabase.USER + "/role", "role", "viewer", "administrator", "true")
        .andExpect(status().isConflict());
    mira.submit(PAGE + "/" + TestDatabase.USER + "/role", "role", "owner")
        .andExpect(status().isConflict());

    assertThat(mira().role()).isEqualTo(Role.OWNER);
    assertThat(mira().administrator()).isTrue();
  }

  @Test
  void keepOneOfTwoOwnersWhoRemoveEachOtherAtOnce() throws Exception {
    joined("ana@example.org", "owner");
    database.asOwner().sql("update app_user set administrator = true").update();
    CurrentUser ana = user("ana@example.org");
    CurrentUser first = mira();
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      Future<Boolean> one = both.submit(() -> ends(together, first, ana.id()));
      Future<Boolean> two = both.submit(() -> ends(together, ana, first.id()));

      assertThat(one.get() ^ two.get()).as("just one of them").isTrue();
    }
    database.asOwner().sql("update app_user set ended_at = null").update();
  }

  private boolean ends(CyclicBarrier together, CurrentUser by, UUID whom) throws Exception {
    together.await();
    try {
      people.endAccess(by, whom);
      return true;
    } catch (PeopleRefused refused) {
      return false;
    }
  }

  @Test
  void areNotMadeAdministratorsByAnOwnerWhoIsNone() throws Exception {
    TestBrowser ana = joined("ana@example.org", "owner");
    CurrentUser owner = user("ana@example.org");
    ana.open(PAGE);

    ana.submit(
        PAGE,
        "email",
        "boris@example.org",
        "name",
        "Boris",
        "role",
        "owner",
        "administrator",
        "true");

    assertThat(invitations.open(TestDatabase.WORKSPACE))
        .singleElement()
        .satisfies(one -> assertThat(one.administrator()).isFalse());
    assertThatThrownBy(() -> people.change(owner, owner.id(), Role.OWNER, true))
        .isInstanceOf(PeopleRefused.class);
    for (String act : new String[] {"end", "role", "password-link"}) {
      ana.submit(PAGE + "/" + TestDatabase.USER + "/" + act, "role", "viewer")
          .andExpect(status().isConflict());
    }
    assertThat(mira().administrator()).isTrue();
  }

  @Test
  void withdrawWhatTheyMadeInARoleTheyLose() throws Exception {
    joined("ana@example.org", "owner");
    CurrentUser owner = user("ana@example.org");
    String link = invitations.invite(owner, wanted("boris@example.org"));

    people.change(mira(), owner.id(), Role.VIEWER, false);

    new TestBrowser(mvc, "192.0.2.30").open(link).andExpect(status().isGone());
  }

  @ParameterizedTest
  @EnumSource(names = {"ANALYST", "INTEGRATOR", "VIEWER"})
  void areManagedByOwnersAlone(Role role) throws Exception {
    TestBrowser ana = joined("ana@example.org", role.word());
    UUID self = user("ana@example.org").id();
    String page = body(ana.open("/settings/sessions"));

    assertThat(page).doesNotContain(PAGE);
    ana.open(PAGE).andExpect(status().isForbidden());
    ana.submit(PAGE, "email", "x@example.org", "name", "X", "role", "owner")
        .andExpect(status().isForbidden());
    ana.submit(PAGE + "/" + self + "/role", "role", "owner").andExpect(status().isForbidden());
    ana.submit(PAGE + "/" + TestDatabase.USER + "/end").andExpect(status().isForbidden());
  }

  @Test
  void seeTheWorkspacesTokensAsOwnersAndRevokeThem() throws Exception {
    TestBrowser ana = joined("ana@example.org", "analyst");
    CurrentUser user = user("ana@example.org");
    String token =
        tokens.create(user, "nightly", Set.of(Scope.READ), clock.instant().plusSeconds(3600));
    tokens.create(mira(), "miras own", Set.of(Scope.READ), clock.instant().plusSeconds(3600));

    assertThat(body(ana.open("/settings/tokens")))
        .contains("nightly")
        .doesNotContain("miras own", "Of others");
    String page = body(mira.open("/settings/tokens"));
    assertThat(page).contains("miras own", "nightly", "Ana Silva").doesNotContain(token);
    UUID id = tokens.find(token).orElseThrow().id();
    mira.submit("/settings/tokens/" + id + "/revoke");

    assertThat(tokens.isGood(id)).isFalse();
    assertThat(events.stream(TokenRevoked.class)).containsExactly(new TokenRevoked(id));
  }

  private TestBrowser joined(String email, String role) throws Exception {
    return accept(invite(email, role));
  }

  private String invite(String email, String role) throws Exception {
    mira.open(PAGE);
    return linkIn(mira.submit(PAGE, "email", email, "name", "Ana Silva", "role", role));
  }

  private TestBrowser accept(String link) throws Exception {
    TestBrowser browser = new TestBrowser(mvc, "192.0.2.20");
    browser.open(link);
    browser.submit(
        "/invitation",
        "token",
        link.substring(link.indexOf('=') + 1),
        "name",
        "Ana Silva",
        "chosen",
        PASSWORD,
        "again",
        PASSWORD);
    return browser;
  }

  private static String linkIn(ResultActions answer) throws Exception {
    Matcher link = LINK.matcher(body(answer));
    assertThat(link.find()).as(body(answer)).isTrue();
    return link.group(1);
  }

  private static Invitations.Wanted wanted(String email) {
    return new Invitations.Wanted(email, "Boris", Role.VIEWER, false);
  }

  private CurrentUser user(String email) {
    return accounts.loadUserByUsername(email).user();
  }

  private CurrentUser mira() {
    return accounts.byId(TestDatabase.USER).orElseThrow().user();
  }

  private static String body(ResultActions answer) throws Exception {
    return answer.andReturn().getResponse().getContentAsString();
  }
}
