package hub.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long jobs waited for a worker and took, by the minute, kept for a day. */
@Component
class Measures {
  private static final Duration KEPT = Duration.ofDays(1);

  private record Slot(Instant minute, String measure, Lane lane, String kind, int bucket) {}

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Map<Slot, Long> unwritten = new HashMap<>();
  private Instant swept = Instant.EPOCH;

  Measures(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void begun(Claim claim) {
    note("waited", claim, Duration.between(claim.readyAt(), claim.begunAt()));
  }

  void ended(Claim claim) {
    note("took", claim, Duration.between(claim.begunAt(), clock.instant()));
  }

  private synchronized void note(String measure, Claim claim, Duration time) {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    unwritten.merge(
        new Slot(minute, measure, claim.lane(), claim.kind(), Buckets.of(time)), 1L, Long::sum);
  }

  /** Writes what this process measured. */
  void write() {
    Map<Slot, Long> written = take();
    List<Slot> slots = List.copyOf(written.keySet());
    if (!slots.isEmpty()) {
      jdbc.sql(
              """
              insert into job_minute as m (minute, measure, lane, kind, bucket, n)
              select minute::timestamptz, measure, lane, kind, bucket, n
                from unnest(:minutes, :measures, :lanes, :kinds, :buckets, :ns) as new (minute, measure, lane, kind, bucket, n)
               order by minute, measure, lane, kind, bucket
              on conflict (minute, measure, lane, kind, bucket) do update set n = m.n + excluded.n
              """)
          .param("minutes", slots.stream().map(s -> s.minute().toString()).toArray(String[]::new))
          .param("measures", slots.stream().map(Slot::measure).toArray(String[]::new))
          .param("lanes", slots.stream().map(s -> s.lane().word()).toArray(String[]::new))
          .param("kinds", slots.stream().map(Slot::kind).toArray(String[]::new))
          .param("buckets", slots.stream().map(Slot::bucket).toArray(Integer[]::new))
          .param(
              "ns",
              slots.stream().map(s -> Objects.requireNonNull(written.get(s))).toArray(Long[]::new))
          .update();
    }
    sweep();
  }

  private synchronized Map<Slot, Long> take() {
    Map<Slot, Long> taken = Map.copyOf(unwritten);
    unwritten.clear();
    return taken;
  }

  private void sweep() {
    Instant now = clock.instant();
    if (now.isAfter(swept.plus(Duration.ofHours(1)))) {
      jdbc.sql("delete from job_minute where minute < :before")
          .param("before", Timestamp.from(now.minus(KEPT)))
          .update();
      swept = now;
    }
  }
}
