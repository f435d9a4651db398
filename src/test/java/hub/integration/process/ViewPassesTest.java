package hub.integration.process;

import static org.assertj.core.api.Assertions.assertThat;

import hub.Sha256;
import hub.TestDatabase;
import hub.integration.process.ViewPasses.Pass;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewPassesTest {
  private final TestDatabase database = TestDatabase.fresh();
  private final ViewPasses passes = TestProcesses.passes(database);

  @AfterEach
  void close() {
    database.close();
  }

  private List<String> hashes() {
    return database.asOwner().sql("select hash from flow_pass").query(String.class).list();
  }

  @Test
  void isStoredByItsHashAloneAndGoneWhenItsProcessHasEnded() {
    Pass pass = passes.open(TestDatabase.WORKSPACE).orElseThrow();

    assertThat(hashes()).containsExactly(Sha256.hex(pass.access().pass()));
    assertThat(pass.access()).asString().doesNotContain(pass.access().pass(), "any");
    pass.close();
    assertThat(hashes()).isEmpty();
  }

  @Test
  void leavesNoneOfAHubThatWasKilled() {
    passes.open(TestDatabase.WORKSPACE).orElseThrow();
    database
        .asOwner()
        .sql("update flow_pass set expires_at = now() - interval '1 second'")
        .update();

    Pass next = passes.open(TestDatabase.WORKSPACE).orElseThrow();

    assertThat(hashes()).containsExactly(Sha256.hex(next.access().pass()));
  }

  @Test
  void saysWhatIsLackingWhereFlowsCannotAsk() {
    ViewPasses none = new ViewPasses(Optional.empty(), database.jdbc());

    assertThat(passes.lacking()).isEmpty();
    assertThat(none.lacking()).contains("hub.flows.views.password is not set");
    assertThat(none.open(TestDatabase.WORKSPACE)).isEmpty();
    assertThat(TestProcesses.passes(database, "nobody").lacking())
        .contains("there is no role nobody");
  }

  @Test
  void refusesARoleThatMayMore() {
    for (String role : List.of("postgres", "sluice")) {
      assertThat(TestProcesses.passes(database, role).lacking())
          .contains("the role %s may do more than log in".formatted(role));
    }
  }

  @Test
  void refusesARoleThatWasMadeAfterTheViews() {
    String role = "late_" + database.name();
    database.asOwner().sql("create role %s login".formatted(role)).update();

    assertThat(TestProcesses.passes(database, role).lacking())
        .contains("the role %s was made after the hub started".formatted(role));

    database.asOwner().sql("drop role " + role).update();
  }

  @Test
  void tellsNoProcessTheHubsOwnPassword() {
    assertThat(
            ViewPasses.withoutCredentials(
                "jdbc:postgresql://db/sluice?user=sluice&sslmode=require&password=secret"))
        .isEqualTo("jdbc:postgresql://db/sluice?sslmode=require");
    assertThat(ViewPasses.withoutCredentials("jdbc:postgresql://db/sluice?password=secret"))
        .isEqualTo("jdbc:postgresql://db/sluice");
    assertThat(ViewPasses.withoutCredentials("jdbc:postgresql://db/sluice"))
        .isEqualTo("jdbc:postgresql://db/sluice");
  }
}
