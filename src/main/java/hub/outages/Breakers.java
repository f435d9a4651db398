package hub.outages;

import hub.outages.Outage.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The vendors' circuit breakers of this process, and what those of all processes do.
 *
 * <p>An open breaker holds calls back, so that jobs park without burning an attempt. After a pause
 * it lets few calls probe; each probe that fails doubles the pause, so that a long outage costs few
 * calls that may be billed.
 */
@Component
public class Breakers {
  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

  /** A probe that never ends must not keep everybody out. */
  private static final Duration LONGEST_PROBE = Duration.ofMinutes(3);

  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private final OutageRows rows;
  private final Clock clock;
  private final UUID process = UUID.randomUUID();
  private final Map<Guarded, Held> held = new EnumMap<>(Guarded.class);

  public Breakers(JdbcClient jdbc, Clock clock) {
    this.rows = new OutageRows(jdbc);
    this.clock = clock;
  }

  /**
   * When calls are held back.
   *
   * @param failures percent of the last calls that must fail
   * @param calls how many last calls are looked at
   * @param pause before the first probe; doubles with each probe that fails
   * @param longestPause how far it doubles
   * @param probes calls that probe together
   */
  public record Rule(int failures, int calls, Duration pause, Duration longestPause, int probes) {
    private IntervalFunction pauses() {
      return longestPause.compareTo(pause) > 0
          ? IntervalFunction.ofExponentialBackoff(pause, 2, longestPause)
          : IntervalFunction.of(pause);
    }
  }

  /** What this process holds back of a vendor; failed counts outages and failed probes in a row. */
  private record Holding(State state, int failed, Instant since, Instant probeAt) {}

  /** A breaker with what it last changed to. */
  private static final class Held {
    private final CircuitBreaker breaker;
    private volatile Optional<Holding> holding = Optional.empty();

    private Held(CircuitBreaker breaker) {
      this.breaker = breaker;
    }
  }

  /** The vendor's breaker; the first rule counts. */
  public synchronized CircuitBreaker of(Guarded vendor, Rule rule) {
    return held.computeIfAbsent(vendor, name -> made(name, rule)).breaker;
  }

  private Held made(Guarded vendor, Rule rule) {
    IntervalFunction pauses = rule.pauses();
    Held made =
        new Held(
            CircuitBreaker.of(
                vendor.word(),
                CircuitBreakerConfig.custom()
                    .failureRateThreshold(rule.failures())
                    .slidingWindowSize(rule.calls())
                    .minimumNumberOfCalls(rule.calls())
                    .waitIntervalFunctionInOpenState(pauses)
                    .permittedNumberOfCallsInHalfOpenState(rule.probes())
                    .maxWaitDurationInHalfOpenState(LONGEST_PROBE)
                    .build()));
    made.breaker
        .getEventPublisher()
        .onStateTransition(
            change -> changed(vendor, made, change.getStateTransition().getToState(), pauses));
    return made;
  }

  private void changed(
      Guarded vendor, Held held, CircuitBreaker.State to, IntervalFunction pauses) {
    Instant now = clock.instant();
    Optional<Holding> before = held.holding;
    Instant since = before.map(Holding::since).orElse(now);
    int failed = before.map(Holding::failed).orElse(0);
    held.holding =
        switch (to) {
          case OPEN ->
              Optional.of(
                  new Holding(
                      State.OPEN, failed + 1, since, now.plusMillis(pauses.apply(failed + 1))));
          case HALF_OPEN -> Optional.of(new Holding(State.HALF_OPEN, failed, since, now));
          default -> Optional.empty();
        };
    LOG.info(
        "{} is {} for calls",
        vendor.title(),
        held.holding.map(Holding::state).orElse(State.CLOSED));
    tell(vendor, held.holding);
  }

  /** The page of another process may lag behind; calls do not depend on it. */
  private void tell(Guarded vendor, Optional<Holding> holding) {
    try {
      holding.ifPresentOrElse(
          now -> rows.write(vendor, process, now.state(), now.since(), now.probeAt()),
          () -> rows.delete(vendor, process));
    } catch (DataAccessException away) {
      LOG.info("The breaker of {} could not be noted: {}", vendor.title(), away.toString());
    }
  }

  /** How long until the vendor may be asked; empty if it may be now. */
  public Optional<Duration> untilAsked(Guarded vendor) {
    return holding(vendor)
        .filter(now -> now.state() == State.OPEN)
        .map(now -> Duration.between(clock.instant(), now.probeAt()))
        .filter(Duration::isPositive);
  }

  /**
   * How long to stay away after a call was held back: until the probe, or its end shortly after.
   */
  public Duration pause(Guarded vendor) {
    return untilAsked(vendor).orElse(SHORTLY);
  }

  private synchronized Optional<Holding> holding(Guarded vendor) {
    Held known = held.get(vendor);
    return known == null ? Optional.empty() : known.holding;
  }

  /** How every vendor stands, over all processes. */
  public List<Outage> all() {
    Instant now = clock.instant();
    List<OutageRows.Row> told = rows.read(now.minus(LONGEST_PROBE.multipliedBy(2)));
    return Arrays.stream(Guarded.values()).map(vendor -> outage(vendor, told)).toList();
  }

  private Outage outage(Guarded vendor, List<OutageRows.Row> told) {
    Outage outage = new Outage(vendor, State.CLOSED, null, null, 0);
    for (OutageRows.Row row : told) {
      if (row.vendor().equals(vendor.word()) && !row.process().equals(process)) {
        outage = worse(outage, row.state(), row.since(), row.probeAt());
      }
    }
    Optional<Holding> own = holding(vendor);
    return own.isPresent()
        ? worse(outage, own.get().state(), own.get().since(), own.get().probeAt())
        : outage;
  }

  private static Outage worse(Outage known, State state, Instant since, Instant probeAt) {
    Instant first = known.since() == null || since.isBefore(known.since()) ? since : known.since();
    boolean worse = state.compareTo(known.state()) > 0;
    return new Outage(
        known.vendor(),
        worse ? state : known.state(),
        first,
        worse || known.probeAt() == null ? probeAt : known.probeAt(),
        known.processes() + 1);
  }
}
