package hub.vectors;

import hub.vectors.PineconeRows.Lag;
import hub.web.Check;
import hub.web.Finding;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether search knows what is stored: texts without a vector, and how far Pinecone is behind. */
@Component
@Order(7)
class VectorsCheck implements Check, MeterBinder {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final VectorRows rows;
  private final PineconeRelay relay;
  private final Clock clock;

  VectorsCheck(VectorRows rows, PineconeRelay relay, Clock clock) {
    this.rows = rows;
    this.relay = relay;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "Search";
  }

  @Override
  public Finding look() {
    long due = rows.due();
    String seen =
        due == 0
            ? "Every stored text has its vector."
            : "%,d stored texts wait for their vectors; the newest go first.".formatted(due);
    Lag lag = relay.lag();
    if (lag == null) {
      return Finding.ok(seen + " The local index answers; Pinecone is not used.");
    }
    String behind =
        lag.unsent() == 0
            ? " Pinecone was told all."
            : " Pinecone was not told of %,d changes yet.".formatted(lag.unsent());
    Instant oldest = lag.oldest();
    boolean late = oldest != null && oldest.isBefore(clock.instant().minus(PATIENCE));
    return lag.trouble() != null || late
        ? Finding.attention(
            seen + behind + (lag.trouble() == null ? "" : " " + lag.trouble() + "."),
            "Searches use the local index meanwhile. See whether Pinecone's key, index and limits"
                + " are right.",
            null)
        : Finding.ok(seen + behind);
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("sluice.vectors.due", rows::due)
        .description("stored texts that no index knows yet")
        .register(meters);
    Gauge.builder("sluice.vectors.unsent", this::unsent)
        .description("changes that Pinecone was not told yet")
        .register(meters);
  }

  private long unsent() {
    Lag lag = relay.lag();
    return lag == null ? 0 : lag.unsent();
  }
}
