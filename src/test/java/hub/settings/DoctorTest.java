package hub.settings;

import static org.assertj.core.api.Assertions.assertThat;

import hub.budget.SettableClock;
import hub.web.Check;
import hub.web.Finding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class DoctorTest {
  private static final Duration ENOUGH = Duration.ofSeconds(30);

  private final Map<String, Object> checks = new LinkedHashMap<>();

  private Report look(Duration limit) {
    return new Doctor(
            new StaticListableBeanFactory(checks).getBeanProvider(Check.class),
            new SettableClock(),
            new SettingsSettings(limit))
        .look();
  }

  private void check(String subject, Looking looking) {
    checks.put(
        subject,
        new Check() {
          @Override
          public String subject() {
            return subject;
          }

          @Override
          public Finding look() throws Exception {
            return looking.look();
          }
        });
  }

  private interface Looking {
    Finding look() throws Exception;
  }

  @Test
  void looksAtEverythingSideBySide() {
    CyclicBarrier together = new CyclicBarrier(3);
    for (String name : new String[] {"a", "b", "c"}) {
      check(
          name,
          () -> {
            together.await(ENOUGH.toSeconds(), TimeUnit.SECONDS);
            return Finding.ok(name);
          });
    }

    Report report = look(ENOUGH);

    assertThat(report.lines())
        .extracting(line -> line.finding().seen())
        .containsExactly("a", "b", "c");
    assertThat(report.words()).isEqualTo("All is well.");
  }

  @Test
  void waitsForNoneLongerThanItsLimit() {
    CountDownLatch never = new CountDownLatch(1);
    check(
        "slow",
        () -> {
          never.await();
          return Finding.ok("late");
        });
    check("quick", () -> Finding.attention("so so", "Do this.", null));

    Report report = look(Duration.ofMillis(200));

    assertThat(report.lines().getFirst().finding().result()).isEqualTo(Finding.Result.BROKEN);
    assertThat(report.lines().getFirst().finding().seen()).contains("No answer within");
    assertThat(report.lines().getLast().finding().seen()).isEqualTo("so so");
    assertThat(report.words()).isEqualTo("1 is broken, 1 needs your attention.");
  }

  @Test
  void tellsNothingOfWhatAFailureQuotes() {
    check(
        "failing",
        () -> {
          throw new IllegalStateException("invalid header value: sk-secret");
        });

    Finding found = look(ENOUGH).lines().getFirst().finding();

    assertThat(found.result()).isEqualTo(Finding.Result.BROKEN);
    assertThat(found.toString()).contains("IllegalStateException").doesNotContain("sk-secret");
  }
}
