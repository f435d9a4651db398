package hub.web;

import hub.Sha256;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down guessing by pauses that grow, without locking an account's owner out.
 *
 * <p>A try is counted before its password is looked at and forgiven when it was right, so many at
 * once get no more guesses than one after another. What is counted depends on who tries. A browser
 * that logged in to this account before has a count of its own, which no stranger can raise. Any
 * other is counted by account and address, by address alone, and, unless somebody logged in to the
 * account from that address before, with all other strangers to the account.
 *
 * <p>Counts are rows of hashes: they outlive a restart and are the same for every process.
 */
@Repository
class LogInAttempts {
  static final int FREE_TRIES = 5;
  static final int FREE_TRIES_PER_ADDRESS = 20;
  static final int FREE_TRIES_OF_STRANGERS = 50;
  static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /** Shorter, since an owner in a new place waits with the strangers. */
  static final Duration LONGEST_PAUSE_OF_STRANGERS = Duration.ofMinutes(1);

  static final Duration REMEMBERED = Duration.ofDays(1);
  private static final UUID NOBODY = new UUID(0, 0);
  private static final int MOST_DOUBLINGS = 20;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Accounts accounts;
  private final LogInSessions sessions;
  private final Clock clock;

  LogInAttempts(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Accounts accounts,
      LogInSessions sessions,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.accounts = accounts;
    this.sessions = sessions;
    this.clock = clock;
  }

  private record Count(String of, int free, Duration longest) {}

  /** Counts a try; false if its password must not be looked at yet. */
  boolean mayTry(Visit visit, String email) {
    List<Count> counts = counts(visit, email);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              forgetOld();
              boolean may = counts.stream().allMatch(this::add);
              if (!may) {
                status.setRollbackOnly();
              }
              return may;
            }));
  }

  /** The try that was counted last was right. */
  void succeeded(Visit visit, String email) {
    counts(visit, email)
        .forEach(
            count ->
                jdbc.sql(
                        """
                        update log_in_failure
                           set failures = case when :own then 0 else greatest(failures - 1, 0) end,
                               pause_until = :now
                         where counted_for = :of
                        """)
                    .param("own", count.free() == FREE_TRIES)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("of", count.of())
                    .update());
  }

  /** In a fixed order, so that two tries cannot wait for each other. */
  private List<Count> counts(Visit visit, String email) {
    String account = email.strip().toLowerCase(Locale.ROOT);
    UUID user = accounts.idOf(account).orElse(NOBODY);
    String device = Objects.requireNonNullElse(visit.device(), "");
    boolean knownDevice = sessions.knowsDevice(user, device);
    boolean knownAddress = sessions.knowsAddress(user, visit.address());
    if (knownDevice) {
      return List.of(count("device " + account + " " + device, FREE_TRIES, LONGEST_PAUSE));
    }
    String network = network(visit.address());
    List<Count> counts = new ArrayList<>();
    counts.add(count("pair " + account + " " + network, FREE_TRIES, LONGEST_PAUSE));
    counts.add(count("address " + network, FREE_TRIES_PER_ADDRESS, LONGEST_PAUSE));
    if (!knownAddress) {
      counts.add(count("account " + account, FREE_TRIES_OF_STRANGERS, LONGEST_PAUSE_OF_STRANGERS));
    }
    counts.sort(Comparator.comparing(Count::of));
    return counts;
  }

  private static Count count(String of, int free, Duration longest) {
    return new Count(Sha256.hex(of), free, longest);
  }

  /** Whoever has an IPv6 address has a whole network of them: its first half counts. */
  private static String network(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8)
          : parsed.getHostAddress();
    } catch (IllegalArgumentException noLiteral) {
      return address;
    }
  }

  private boolean add(Count count) {
    Instant now = clock.instant();
    Optional<Integer> failures =
        jdbc.sql(
                """
                insert into log_in_failure as f (counted_for, failures, last_at, pause_until)
                values (:of, 1, :now, :now)
                on conflict (counted_for) do update
                   set failures = case when f.last_at < :old then 1 else f.failures + 1 end, last_at = :now
                 where f.pause_until <= :now
                returning f.failures
                """)
            .param("of", count.of())
            .param("now", Timestamp.from(now))
            .param("old", Timestamp.from(now.minus(REMEMBERED)))
            .query(Integer.class)
            .optional();
    failures.ifPresent(many -> pause(count, many, now));
    return failures.isPresent();
  }

  private void pause(Count count, int failures, Instant now) {
    if (failures >= count.free()) {
      Duration doubled =
          FIRST_PAUSE.multipliedBy(1L << Math.min(failures - count.free(), MOST_DOUBLINGS));
      Duration pause = doubled.compareTo(count.longest()) < 0 ? doubled : count.longest();
      jdbc.sql("update log_in_failure set pause_until = :until where counted_for = :of")
          .param("until", Timestamp.from(now.plus(pause)))
          .param("of", count.of())
          .update();
    }
  }

  private void forgetOld() {
    jdbc.sql(
            """
            delete from log_in_failure
             where counted_for in (select counted_for from log_in_failure
                                    where last_at < :old
                                    limit 100
                                      for update skip locked)
            """)
        .param("old", Timestamp.from(clock.instant().minus(REMEMBERED)))
        .update();
  }
}
