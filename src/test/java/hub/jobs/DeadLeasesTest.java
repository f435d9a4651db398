package hub.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import hub.OnlyHub;
import hub.TestDatabase;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class DeadLeasesTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  private final Processes processes =
      new Processes(DATABASE.jdbc(), Clock.systemUTC(), TestQueue.settings(3), hub.Roles.all());

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void leaveALease() {
    DATABASE.asOwner().sql("truncate hub_process").update();
    processes.heartbeat(UUID.randomUUID(), 5, 20, 20);
  }

  @DisplayName("J5 the only hub on its data folder takes up a killed hub's jobs at once")
  @Test
  void endsTheLeasesOfADeadHub() {
    new DeadLeases(processes, provider(new OnlyHub())).end();

    assertThat(leases()).isZero();
  }

  @Test
  void leavesLeasesThatAnotherHubMayHold() {
    new DeadLeases(processes, provider(null)).end();

    assertThat(leases()).isEqualTo(1);
  }

  private static int leases() {
    return DATABASE.jdbc().sql("select count(*) from hub_process").query(Integer.class).single();
  }

  private static ObjectProvider<OnlyHub> provider(@Nullable OnlyHub hub) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    if (hub != null) {
      beans.addBean("onlyHub", hub);
    }
    return beans.getBeanProvider(OnlyHub.class);
  }
}
