package crash;

import static org.assertj.core.api.Assertions.assertThat;

import bench.ChildProcess;
import hub.FullStorm;
import hub.TestDatabase;
import hub.TestHub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two hubs, one monitor that fires every second, and one hub killed while it fires. Alone, since it
 * counts the seconds that a takeover takes.
 */
@Isolated
class MonitorCrashTest {
  private static final UUID MONITOR = UUID.randomUUID();
  private static final TestHub SURVIVOR = TestHub.start(Map.of());

  @AfterAll
  static void stop() {
    SURVIVOR.close();
  }

  @Test
  @DisplayName("J9 J10 A hub killed at the moment of firing: its tick is run once, within seconds")
  void runsEachTickOnce() throws Exception {
    runsEachTickOnce(1);
  }

  @Test
  @DisplayName("J9 J10 Hubs killed at the moment of firing, 50 times: each tick is run once")
  @FullStorm.Only
  void runsEachTickOnceAfterManyKills() throws Exception {
    runsEachTickOnce(50);
  }

  private static void runsEachTickOnce(int kills) throws Exception {
    watchEverySecond();
    for (int kill = 0; kill < kills; kill++) {
      try (ChildProcess hub = hub(kill % 2 == 0 ? MonitorHub.BEFORE : MonitorHub.AFTER)) {
        hub.next(MonitorHub.FIRING);
        hub.kill();
      }
      long killed = last();
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> last() > killed + 2);
    }
    owner("update monitor set state = 'paused', next_at = null where id = :id").update();

    assertThat(
            number(
                "select count(*) - count(distinct tick) from monitor_run where monitor_id = :id"))
        .as("ticks that ran twice")
        .isZero();
    assertThat(
            number(
                """
                select extract(epoch from max(tick) - min(tick))::bigint + 1 - count(*)
                     - coalesce(sum((regexp_match(note, '(\\d+) earlier time'))[1]::int), 0)
                  from monitor_run where monitor_id = :id
                """))
        .as("ticks that neither ran nor are named as missed")
        .isZero();
    assertThat(
            number(
                """
                select coalesce(max(extract(epoch from begun_at - tick)), 0)::bigint
                  from monitor_run where monitor_id = :id
                """))
        .as("seconds that a tick waited, the takeover included")
        .isLessThanOrEqualTo(3);
  }

  private static void watchEverySecond() {
    owner("delete from monitor_run where monitor_id = :id").update();
    owner(
            """
            insert into monitor (id, workspace_id, created_by, name, topic, communities, months, cron, zone, run_budget,
                                 month_budget, state, next_at, created_at)
            values (:id, :workspace, :user, 'Every second', 'Nothing at all', '{no_such_place}', 3, '* * * * * ?', 'UTC', 1,
                    100000, 'watching', date_trunc('second', now()) + interval '1 second', now())
                on conflict (id) do update set state = 'watching', next_at = excluded.next_at
            """)
        .param("workspace", TestDatabase.WORKSPACE)
        .param("user", TestDatabase.USER)
        .update();
    SURVIVOR.bean(hub.monitors.Monitors.class).tendTriggers();
  }

  /** The tick that was run last, in seconds. */
  private static long last() {
    return number(
        "select coalesce(max(extract(epoch from tick)), 0)::bigint from monitor_run where"
            + " monitor_id = :id");
  }

  private static long number(String sql) {
    return owner(sql).query(Long.class).single();
  }

  private static JdbcClient.StatementSpec owner(String sql) {
    return SURVIVOR.database().asOwner().sql(sql).param("id", MONITOR);
  }

  private static ChildProcess hub(String point) throws IOException {
    return new ChildProcess(
        MonitorHub.class,
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(point),
                ChildProcess.hubSettings(
                    SURVIVOR.database().url(), "--spring.datasource.hikari.maximum-pool-size=10")
                    .stream())
            .toList());
  }
}
