package hub.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.Refused;
import hub.monitors.Monitor.Plan;
import hub.monitors.Monitor.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

class MonitorsTest {
  private static final TestHub HUB =
      TestHub.start(Map.of("hub.sandbox.size.posts", "40", "hub.sandbox.size.comments", "80"));
  private static final String YEARLY = "0 0 9 1 1 ?";

  private final Monitors monitors = HUB.bean(Monitors.class);
  private final MonitorReader reader = HUB.bean(MonitorReader.class);
  private final MonitorRows rows = HUB.bean(MonitorRows.class);

  @AfterAll
  static void stop() {
    HUB.close();
  }

  @Test
  @DisplayName(
      "A second run on unchanged communities makes no paid call, and one that fails stops no other")
  void paysOnlyForWhatIsNew() {
    UUID id =
        create(
            "Invoicing for freelance translators",
            List.of("TranslationStudies", "freelance", "no_such_place"),
            "5.00",
            "20.00");

    Run first = run(id, 1);
    Run second = run(id, 2);

    assertThat(first.fresh()).isPositive();
    assertThat(first.calls()).isPositive();
    assertThat(first.charged()).isPositive();
    assertThat(first.note()).isEqualTo("r/no_such_place did not answer, the others did");
    assertThat(second.before()).isEqualTo(first.fresh());
    assertThat(second.fresh()).isZero();
    assertThat(second.calls()).isZero();
    assertThat(second.charged()).isZero();
    assertThat(second.note()).endsWith("nothing new, nothing paid");
    MonitorView view = view(id);
    assertThat(view.lines()).isNotEmpty().noneMatch(line -> line.change() == Line.Change.NEW);
    assertThat(view.lines().getFirst().quote()).isNotBlank();
    assertThat(view.used()).isEqualByComparingTo(first.charged());
    assertThat(lane(first)).isEqualTo("scheduled");
  }

  private static String lane(Run run) {
    return HUB.database()
        .jdbc()
        .sql("select distinct lane from job where analysis_id = :id")
        .param("id", run.analysisId())
        .query(String.class)
        .single();
  }

  @Test
  @DisplayName("J10 One tick is run once, however many fire it at the same time")
  void runsATickOnce() throws Exception {
    UUID id = create("Nothing at all", List.of("no_such_place"), "1.00", "20.00");
    due(id, Duration.ofSeconds(3));
    var start = new CountDownLatch(1);

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> fire =
          IntStream.range(0, 16)
              .mapToObj(
                  n ->
                      (Callable<Void>)
                          () -> {
                            start.await();
                            monitors.fire(id);
                            return null;
                          })
              .toList();
      var fired = fire.stream().map(callers::submit).toList();
      start.countDown();
      for (var one : fired) {
        one.get();
      }
    }

    assertThat(view(id).runs()).hasSize(1);
  }

  @Test
  @DisplayName("J9 A tick that no trigger fired is run by whoever sees it, and said to be late")
  void takesOverdueTicksOver() throws SchedulerException {
    UUID id = create("Nothing at all", List.of("no_such_place"), "1.00", "20.00");
    HUB.bean(Scheduler.class).unscheduleJob(key(id));

    due(id, Duration.ofMinutes(12).plusSeconds(5));

    await().atMost(Duration.ofSeconds(10)).until(() -> !view(id).runs().isEmpty());
    assertThat(view(id).runs().getFirst().note()).startsWith("12 min late");
    monitors.tendTriggers();
    assertThat(HUB.bean(Scheduler.class).checkExists(key(id))).as("its trigger is back").isTrue();
  }

  @Test
  void firesByItsTriggerAndMovesOnToTheNextTick() {
    UUID id = monitors.create(TestDatabase.WORKSPACE, TestDatabase.USER, plan("* * * * * ?"));

    await().atMost(Duration.ofSeconds(15)).until(() -> view(id).runs().size() > 2);
    monitors.pause(TestDatabase.WORKSPACE, id);
    List<Run> runs = view(id).runs();

    assertThat(runs).extracting(Run::tick).doesNotHaveDuplicates();
    assertThat(runs)
        .allMatch(run -> Duration.between(run.tick(), run.begunAt()).toMillis() < 2_000);
    assertThat(view(id).state()).isEqualTo(State.PAUSED);
    assertThat(view(id).nextAt()).isNull();
  }

  @Test
  void pausesWhenTheMonthIsUsedUpAndSaysSo() {
    UUID id = create("Invoicing for freelance translators", List.of("freelance"), "0.30", "0.30");
    Run first = run(id, 1);
    assertThat(first.charged()).isPositive().isLessThanOrEqualTo(new BigDecimal("0.30"));
    HUB.database()
        .jdbc()
        .sql("update monitor set month_budget = :used, cron = '0 * * * * ?' where id = :id")
        .param("used", first.charged())
        .param("id", id)
        .update();

    due(id, Duration.ofMinutes(4));
    monitors.fire(id);

    MonitorView view = view(id);
    assertThat(view.state()).isEqualTo(State.OUT_OF_MONEY);
    assertThat(view.why()).matches("\\w+’s \\$0\\.\\d\\d is used up\\.");
    assertThat(view.runs().getFirst().state()).isEqualTo(Run.State.LEFT_OUT);
    assertThat(view.runs().getFirst().note())
        .as("the ticks that passed before the one left out are told with it")
        .contains("is used up. ", "earlier times passed without a run");
    assertThat(view.nextAt()).isAfter(Instant.now());
    assertThatThrownBy(() -> monitors.runNow(TestDatabase.WORKSPACE, id))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is used up");
  }

  @Test
  void judgesInEconomyModeWhereThatWasChosen() {
    UUID id = monitors.create(TestDatabase.WORKSPACE, TestDatabase.USER, plan(YEARLY, true));
    monitors.runNow(TestDatabase.WORKSPACE, id);

    assertThat(
            HUB.database()
                .asOwner()
                .sql(
                    "select a.economy from monitor_run r join analysis a on a.id = r.analysis_id"
                        + " where r.monitor_id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  private static Plan plan(String cron) {
    return plan(cron, false);
  }

  private static Plan plan(String cron, boolean economy) {
    return new Plan(
        "Watched",
        "Nothing at all",
        List.of("no_such_place"),
        3,
        Schedule.typed(cron, "UTC", Instant.now()),
        new BigDecimal("1.00"),
        new BigDecimal("500.00"),
        economy);
  }

  private UUID create(String topic, List<String> communities, String run, String month) {
    Plan plan =
        new Plan(
            "Watched",
            topic,
            communities,
            12,
            new Schedule(YEARLY, ZoneOffset.UTC),
            new BigDecimal(run),
            new BigDecimal(month),
            false);
    return monitors.create(TestDatabase.WORKSPACE, TestDatabase.USER, plan);
  }

  /** Starts a run by hand and waits until it has been read. */
  private Run run(UUID id, int number) {
    monitors.runNow(TestDatabase.WORKSPACE, id);
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> view(id).runs().getFirst().state() == Run.State.DONE);
    Run run = view(id).runs().getFirst();
    assertThat(run.number()).isEqualTo(number);
    return run;
  }

  private void due(UUID id, Duration ago) {
    rows.stand(id, State.WATCHING, null, Instant.now().minus(ago));
  }

  private MonitorView view(UUID id) {
    return reader.one(TestDatabase.WORKSPACE, id).orElseThrow();
  }

  private static TriggerKey key(UUID id) {
    return TriggerKey.triggerKey(id.toString(), "monitor");
  }
}
