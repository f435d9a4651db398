package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.budget.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Guessing gets slow, and the owner still gets in. */
@SpringBootTest(classes = WebRoom.class)
@AutoConfigureMockMvc
class LogInAttemptsTest {
  private static final String MIRA = "mira@example.org";

  @Autowired LogInAttempts attempts;
  @Autowired LogInSessions sessions;
  @Autowired Accounts accounts;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired TestDatabase database;
  @Autowired SettableClock clock;

  @BeforeEach
  void forgetAll() {
    database.asOwner().sql("delete from log_in_failure").update();
    database.asOwner().sql("delete from log_in_session").update();
  }

  @Test
  void growsThePauseFromHalfAMinuteToAQuarterOfAnHour() {
    fail(LogInAttempts.FREE_TRIES, "192.0.2.66", MIRA);
    List<Long> pauses = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      pauses.add(secondsUntilTry("192.0.2.66"));
    }

    assertThat(pauses).containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L);
  }

  private long secondsUntilTry(String address) {
    for (long second = 0; second < 2000; second += 10) {
      if (attempts.mayTry(from(address), MIRA)) {
        return second;
      }
      clock.advance(Duration.ofSeconds(10));
    }
    throw new AssertionError("locked out");
  }

  @Test
  void givesManyAtOnceNoMoreGuessesThanOneAfterAnother() throws Exception {
    try (ExecutorService crowd = Executors.newFixedThreadPool(16)) {
      List<Future<Boolean>> tries = new ArrayList<>();
      for (int n = 0; n < 64; n++) {
        tries.add(crowd.submit(() -> attempts.mayTry(from("192.0.2.66"), MIRA)));
      }
      int looked = 0;
      for (Future<Boolean> each : tries) {
        looked += each.get() ? 1 : 0;
      }
      assertThat(looked).isEqualTo(LogInAttempts.FREE_TRIES);
    }
  }

  @Test
  void countsAnAddressOverAllAccounts() {
    for (int n = 0; n < LogInAttempts.FREE_TRIES_PER_ADDRESS; n++) {
      assertThat(attempts.mayTry(from("192.0.2.66"), "user" + n + "@example.org")).isTrue();
    }

    assertThat(attempts.mayTry(from("192.0.2.66"), "another@example.org")).isFalse();
    assertThat(attempts.mayTry(from("192.0.2.67"), "another@example.org")).isTrue();
  }

  @Test
  void countsAWholeNetworkOfIpv6AsOneAddress() {
    for (int n = 0; n < LogInAttempts.FREE_TRIES; n++) {
      assertThat(attempts.mayTry(from("2001:db8:1:2::" + n), MIRA)).isTrue();
    }

    assertThat(attempts.mayTry(from("2001:db8:1:2:ffff::1"), MIRA)).isFalse();
    assertThat(attempts.mayTry(from("2001:db8:1:3::1"), MIRA)).isTrue();
  }

  @Test
  void slowsStrangersToAnAccountTogether() {
    hammerFromManyAddresses();

    assertThat(attempts.mayTry(from("203.0.113.99"), MIRA)).isFalse();
    clock.advance(LogInAttempts.LONGEST_PAUSE_OF_STRANGERS.plusSeconds(1));
    assertThat(attempts.mayTry(from("203.0.113.99"), MIRA)).isTrue();
  }

  @Test
  void letsAKnownAddressInWhileStrangersHammerTheAccount() {
    sessions.begin(mira(), from("192.0.2.7"), "a device");

    hammerFromManyAddresses();

    assertThat(attempts.mayTry(from("192.0.2.7"), MIRA)).isTrue();
    assertThat(attempts.mayTry(from("192.0.2.8"), MIRA)).isFalse();
  }

  @Test
  void letsAKnownBrowserInFromAnywhereEvenBesideAStranger() {
    sessions.begin(mira(), from("192.0.2.7"), "a device");
    hammerFromManyAddresses();
    fail(40, "192.0.2.66", MIRA);

    assertThat(attempts.mayTry(new Visit("192.0.2.66", "", "a device"), MIRA)).isTrue();
    assertThat(attempts.mayTry(new Visit("192.0.2.66", "", "another"), MIRA)).isFalse();
  }

  @Test
  void countsAKnownBrowserToo() {
    sessions.begin(mira(), from("192.0.2.7"), "a device");
    Visit stolen = new Visit("192.0.2.7", "", "a device");
    for (int n = 0; n < LogInAttempts.FREE_TRIES; n++) {
      assertThat(attempts.mayTry(stolen, MIRA)).isTrue();
    }

    assertThat(attempts.mayTry(stolen, MIRA)).isFalse();
  }

  @Test
  void forgivesAfterTheRightPassword() {
    fail(LogInAttempts.FREE_TRIES - 1, "192.0.2.7", MIRA);
    assertThat(attempts.mayTry(from("192.0.2.7"), MIRA)).isTrue();
    attempts.succeeded(from("192.0.2.7"), MIRA);

    assertThat(attempts.mayTry(from("192.0.2.7"), MIRA)).isTrue();
  }

  @Test
  void forgetsAfterADay() {
    fail(LogInAttempts.FREE_TRIES, "192.0.2.66", MIRA);

    clock.advance(LogInAttempts.REMEMBERED.plusSeconds(1));

    fail(LogInAttempts.FREE_TRIES, "192.0.2.66", MIRA);
    assertThat(attempts.mayTry(from("192.0.2.66"), MIRA)).isFalse();
  }

  @Test
  void remembersAcrossRestartsAndProcesses() {
    fail(LogInAttempts.FREE_TRIES, "192.0.2.66", MIRA);

    var elsewhere = new LogInAttempts(jdbc, transaction, accounts, sessions, clock);

    assertThat(elsewhere.mayTry(from("192.0.2.66"), MIRA)).isFalse();
  }

  @Test
  void storesNeitherAddressesNorNames() {
    fail(1, "192.0.2.66", MIRA);

    assertThat(
            database
                .asOwner()
                .sql("select f::text from log_in_failure f")
                .query(String.class)
                .list())
        .isNotEmpty()
        .noneMatch(row -> row.contains("192.0.2.66") || row.contains("mira"));
  }

  private void hammerFromManyAddresses() {
    for (int n = 0; n < LogInAttempts.FREE_TRIES_OF_STRANGERS; n++) {
      attempts.mayTry(from("198.51.100." + n), MIRA);
    }
  }

  private void fail(int times, String address, String email) {
    for (int n = 0; n < times; n++) {
      attempts.mayTry(from(address), email);
    }
  }

  private static Visit from(String address) {
    return new Visit(address, TestBrowser.FIREFOX, null);
  }

  private CurrentUser mira() {
    return accounts.byId(TestDatabase.USER).orElseThrow().user();
  }
}
