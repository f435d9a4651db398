package hub.reddit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.budget.SettableClock;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.SourceTrouble.SourceStopped;
import hub.sources.Stops;
import hub.vendors.EntryRefused;
import hub.vendors.TestVendors;
import hub.vendors.VendorStore;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reddit's app from the page or from the environment, on a real database. */
class RedditKeysTest {
  private static final URI REDDIT = URI.create("https://reddit.example.org");
  private static final RedditSetup.Entry APP =
      new RedditSetup.Entry(
          "client-id-1", "the-secret-of-the-app", "u/kestrel_lab", "ticket 10442");

  private final SettableClock clock = new SettableClock();
  private TestDatabase database;
  private VendorStore store;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    store = TestVendors.on(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private RedditAccounts accounts(URI reddit, String... clientIds) {
    return new RedditAccounts(TestReddit.settings(reddit, 0, clientIds), store);
  }

  private RedditSetup setup(URI reddit, String... clientIds) {
    return new RedditSetup(
        accounts(reddit, clientIds), TestReddit.settings(reddit, 0, clientIds), store, new Stops());
  }

  @Test
  void isTheSandboxUntilItGoesLive() {
    setup(REDDIT).save(APP, TestDatabase.USER);

    assertThat(accounts(REDDIT).mode()).isEqualTo(Mode.SANDBOX);
    setup(REDDIT).goLive();
    RedditAccess live = accounts(REDDIT).of(Mode.LIVE);
    assertThat(live.apps())
        .containsExactly(new RedditAccess.App("client-id-1", "the-secret-of-the-app"));
    assertThat(live.userAgent()).contains("/u/kestrel_lab");
  }

  @Test
  void keepsTheApprovalWithTheKeyAndNeverSendsIt() {
    setup(REDDIT).save(APP, TestDatabase.USER);

    assertThat(setup(REDDIT).state().approval()).isEqualTo("ticket 10442");
    assertThat(accounts(REDDIT).unchecked().toString()).doesNotContain("10442");
    assertThatThrownBy(
            () ->
                setup(REDDIT)
                    .save(
                        new RedditSetup.Entry("client-id-1", "x-secret", "kestrel", " "),
                        TestDatabase.USER))
        .isInstanceOfSatisfying(
            EntryRefused.class, refused -> assertThat(refused.field()).isEqualTo("approval"));
  }

  @Test
  @DisplayName("R2 Reddit that was live and lost its key parks what collects, and never invents")
  void parksWhatCollectsWhenTheKeyIsGone() {
    setup(REDDIT).save(APP, TestDatabase.USER);
    setup(REDDIT).goLive();

    store.eraseKey("reddit", false, TestDatabase.USER);

    assertThat(accounts(REDDIT).mode()).isEqualTo(Mode.LIVE);
    assertThatThrownBy(() -> accounts(REDDIT).of(Mode.LIVE))
        .isInstanceOf(SourceBusy.class)
        .hasMessageContaining("no key")
        .hasMessageContaining("Settings");
  }

  @Test
  void remembersTheEnvironmentsAppWhenItIsGone() {
    accounts(REDDIT, "client-of-env").rememberEnvironment();

    assertThat(accounts(REDDIT).mode()).isEqualTo(Mode.LIVE);
    assertThatThrownBy(() -> accounts(REDDIT).of(Mode.LIVE)).isInstanceOf(SourceBusy.class);
  }

  @Test
  void stopsALiveAnalysisWhoseRedditNeverHadAKey() {
    assertThatThrownBy(() -> accounts(REDDIT).of(Mode.LIVE)).isInstanceOf(SourceStopped.class);
  }

  @Test
  @DisplayName("H8 A stored secret goes to no other address than it was stored for")
  void sendsTheSecretToNoOtherAddress() {
    setup(REDDIT).save(APP, TestDatabase.USER);
    setup(REDDIT).goLive();
    URI thief = URI.create("https://thief.example.org");

    assertThatThrownBy(() -> accounts(thief).of(Mode.LIVE))
        .isInstanceOf(SourceBusy.class)
        .hasMessageContaining("other addresses");
    setup(thief).save(APP, TestDatabase.USER);
    assertThat(accounts(thief).of(Mode.LIVE).tokenUrl().getHost()).isEqualTo("thief.example.org");
  }

  @Test
  void letsTheEnvironmentWin() {
    setup(REDDIT).save(APP, TestDatabase.USER);

    assertThat(accounts(REDDIT, "client-of-env").of(Mode.LIVE).apps())
        .extracting(RedditAccess.App::clientId)
        .containsExactly("client-of-env");
    assertThatThrownBy(() -> setup(REDDIT, "client-of-env").save(APP, TestDatabase.USER))
        .isInstanceOf(EntryRefused.class)
        .hasMessageContaining("HUB_REDDIT_APPS_0_CLIENT_ID");
  }

  @Test
  void keepsSeveralAppsEachWithASecretOfItsOwn() {
    RedditSetup setup = setup(REDDIT);
    setup.save(APP, TestDatabase.USER);
    setup.add(setup.further("client-id-2", "the-second-secret"), TestDatabase.USER);

    assertThat(accounts(REDDIT).unchecked().apps())
        .containsExactly(
            new RedditAccess.App("client-id-1", "the-secret-of-the-app"),
            new RedditAccess.App("client-id-2", "the-second-secret"));
    assertThatThrownBy(() -> setup.further("client-id-2", "another-secret"))
        .isInstanceOf(EntryRefused.class);

    store.eraseKey("reddit", false, TestDatabase.USER);

    assertThat(accounts(REDDIT).trouble()).as("the other goes on").isNull();
    assertThat(accounts(REDDIT).unchecked().apps()).hasSize(1);
  }

  @Test
  void putsAnotherAppInTheFirstOnesPlaceWhenThatIsRemoved() {
    RedditSetup setup = setup(REDDIT);
    setup.save(APP, TestDatabase.USER);
    setup.add(setup.further("client-id-2", "the-second-secret"), TestDatabase.USER);

    setup.remove("client-id-1", TestDatabase.USER);

    assertThat(accounts(REDDIT).unchecked().apps())
        .containsExactly(new RedditAccess.App("client-id-2", "the-second-secret"));
    assertThat(setup.state().account()).isEqualTo("kestrel_lab");
    assertThatThrownBy(() -> setup.remove("client-id-2", TestDatabase.USER))
        .isInstanceOf(EntryRefused.class)
        .hasMessageContaining("only app");
    setup.backToSandbox(TestDatabase.USER);
    assertThat(store.family("reddit")).hasSize(1);
  }

  @Test
  void keepsTheStoredSecretWhenNoneIsTyped() {
    setup(REDDIT).save(APP, TestDatabase.USER);

    setup(REDDIT)
        .save(
            new RedditSetup.Entry("client-id-1", "", "kestrel_lab", "ticket 2"), TestDatabase.USER);

    assertThat(accounts(REDDIT).unchecked().apps().getFirst().clientSecret())
        .isEqualTo("the-secret-of-the-app");
    assertThat(APP.toString()).doesNotContain("the-secret");
  }
}
