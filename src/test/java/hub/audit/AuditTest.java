package hub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.TestDatabase;
import hub.TestHub;
import hub.ledger.Verdict;
import hub.settings.Person;
import hub.web.CurrentUser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What people ask for by the pages is found in the log, and nobody takes a line out unseen. */
class AuditTest {
  private static final CurrentUser MIRA =
      new CurrentUser(
          TestDatabase.USER,
          TestDatabase.WORKSPACE,
          "Mira Okafor",
          "mira@example.org",
          CurrentUser.Role.OWNER,
          true);

  private static TestHub hub;
  private static Person mira;

  @BeforeAll
  static void start() {
    hub = TestHub.start(Map.of("hub.ledger.chain-every", "50ms"));
    mira = new Person(hub, MIRA);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static List<AuditEntry> entries() {
    return hub.bean(AuditTrail.class)
        .newest(
            TestDatabase.WORKSPACE,
            new AuditTrail.Filter(null, "", null, null),
            Long.MAX_VALUE,
            100);
  }

  @Test
  void tellsWhoAskedForWhatAndWhatWasRefused() {
    mira.post("/operations/lanes/economy/pause", "reason", "=a look at the prices");
    mira.post("/analyses/" + new UUID(0, 9) + "/raise", "budget", "5.00");
    mira.post("/settings/model/key", "key", "sk-secret-of-nobody");
    mira.get("/money/reconciliation.csv");

    assertThat(entries())
        .filteredOn(entry -> Objects.equals(entry.actor(), TestDatabase.USER))
        .extracting(AuditEntry::act, AuditEntry::detail, AuditEntry::refused)
        .contains(
            org.assertj.core.groups.Tuple.tuple("Logged in", null, 0),
            org.assertj.core.groups.Tuple.tuple("Paused a lane", "reason =a look at the prices", 0),
            org.assertj.core.groups.Tuple.tuple("Raised a budget", "budget 5.00", 0),
            org.assertj.core.groups.Tuple.tuple("Raised a budget", "budget 5.00", 404),
            org.assertj.core.groups.Tuple.tuple("Changed the model's key", null, 0),
            org.assertj.core.groups.Tuple.tuple("Exported a reconciliation", null, 0));
    assertThat(mira.get("/settings/audit?act=lane").body())
        .contains("Paused a lane", "economy", "Mira Okafor")
        .doesNotContain("Raised a budget");
    assertThat(mira.get("/settings/audit?until=2020-01-01").body()).contains("Nothing like that");
    assertThat(mira.get("/settings/audit.csv").body())
        .contains("\"Paused a lane\"", "reason =a look")
        .doesNotContain("sk-secret-of-nobody");
  }

  @Test
  void hasWordsForWhateverChangesSomething() {
    List<String> nameless =
        hub
            .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .keySet()
            .stream()
            .filter(info -> info.getMethodsCondition().getMethods().contains(RequestMethod.POST))
            .flatMap(info -> info.getPatternValues().stream())
            .map(path -> Acts.of("POST", path))
            .filter(Objects::nonNull)
            .map(Acts.Words::words)
            .filter(words -> words.contains("/"))
            .toList();

    assertThat(nameless).isEmpty();
  }

  @Test
  void findsALineThatWasChangedByTheDatabasesSuperuser() {
    mira.get("/money/reconciliation.csv");
    await().until(() -> entries().stream().allMatch(entry -> entry.seq() > 0));
    assertThat(mira.get("/settings/audit?verify=1").body()).contains("The chain is whole");

    hub.database()
        .asOwner()
        .sql(
            """
            set session_replication_role = replica;
            update audit_entry set act = 'Looked at the weather' where position = 1;
            set session_replication_role = origin
            """)
        .update();

    Verdict verdict = hub.bean(AuditTrail.class).verify(TestDatabase.WORKSPACE);
    assertThat(verdict.isWhole()).isFalse();
    assertThat(Objects.requireNonNull(verdict.broken()).seq()).isEqualTo(1);
    assertThat(mira.get("/settings/audit?verify=1").body()).contains("Entry 1 does not fit");
    hub.database()
        .asOwner()
        .sql(
            """
            set session_replication_role = replica;
            update audit_entry set act = 'Logged in' where position = 1;
            set session_replication_role = origin
            """)
        .update();
  }
}
