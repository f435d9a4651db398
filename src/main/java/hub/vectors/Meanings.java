package hub.vectors;

import hub.outages.Breakers;
import hub.outages.Breakers.Rule;
import hub.outages.Guarded;
import hub.vectors.Found.Engine;
import hub.vectors.Nearest.Filter;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks Pinecone for what is nearest, under circuit breaker and time limit, and this process's own
 * index whenever Pinecone is not used, fails, is late or says that it has not read all yet. What
 * was changed in the last minute always comes from the own index, so it is found at once.
 */
@Component
class Meanings {
  private static final Duration SETTLING = Duration.ofMinutes(1);

  /** With more than so many fresh changes the own index answers alone. */
  private static final int MOST_RECENT = 2_000;

  private static final Rule WHEN_DOWN =
      new Rule(50, 3, Duration.ofSeconds(15), Duration.ofMinutes(2), 2);

  private final LocalIndex local;
  private final Pinecone pinecone;
  private final PineconeRelay relay;
  private final PineconeRows rows;
  private final CircuitBreaker breaker;

  Meanings(
      LocalIndex local,
      Pinecone pinecone,
      PineconeRelay relay,
      PineconeRows rows,
      Breakers breakers) {
    this.breaker = breakers.of(Guarded.PINECONE, WHEN_DOWN);
    this.local = local;
    this.pinecone = pinecone;
    this.relay = relay;
    this.rows = rows;
  }

  /**
   * What was found and by whom.
   *
   * @param notice why it was not the usual index, or none, a sentence; null if it was
   */
  record Answer(List<Hit> hits, String name, @Nullable String notice) {
    Engine engine(long waiting) {
      return new Engine(name, waiting, notice);
    }
  }

  Answer nearest(Nearest asked) {
    // Texts of one analysis are a list of ids, by which Pinecone can't filter.
    if (!pinecone.isUsed()
        || asked.space().mode() != pinecone.mode()
        || asked.filter().among() != null) {
      return local(asked, null);
    }
    if (relay.isSpent(asked.space())) {
      return local(
          asked, "This month's limit of Pinecone's units is reached; the local index answered.");
    }
    Set<Long> recent = rows.recent(asked.space(), asked.model(), SETTLING, MOST_RECENT);
    if (recent.size() > MOST_RECENT) {
      return local(asked, "Pinecone is still being told what is new; the local index answered.");
    }
    try {
      return breaker.executeSupplier(() -> remote(asked, recent));
    } catch (CallNotPermittedException open) {
      return local(
          asked,
          "Pinecone failed just now and is left alone for a while; the local index answered.");
    } catch (PineconeTrouble trouble) {
      return local(asked, trouble.getMessage() + "; the local index answered.");
    }
  }

  /** When there is nothing to compare with, for the reason in {@code notice}. */
  Answer nothing(@Nullable String notice) {
    return new Answer(List.of(), Engine.LOCAL, notice);
  }

  private Answer remote(Nearest asked, Set<Long> recent) {
    List<Hit> hits = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (asked.filter().kind() == null || asked.filter().kind() == kind) {
        Pinecone.Matches matches = pinecone.nearest(kind, asked);
        rows.used(asked.space(), matches.readUnits(), 0);
        if (!matches.fresh()) {
          return local(
              asked, "Pinecone has not read all that it was sent; the local index answered.");
        }
        matches.hits().stream().filter(hit -> !recent.contains(hit.textId())).forEach(hits::add);
      }
    }
    Stream<Hit> fresh = recent.isEmpty() ? Stream.empty() : among(asked, recent).stream();
    List<Hit> best =
        Stream.concat(hits.stream(), fresh)
            .sorted(Comparator.comparing(Hit::likeness).reversed())
            .limit(asked.most())
            .collect(Collectors.toList());
    return new Answer(best, "pinecone", null);
  }

  private List<Hit> among(Nearest asked, Set<Long> texts) {
    Filter all = asked.filter();
    Filter filter = new Filter(all.kind(), all.communities(), all.since(), all.leastScore(), texts);
    return local.nearest(
        new Nearest(asked.model(), asked.space(), asked.vector(), asked.most(), filter));
  }

  private Answer local(Nearest asked, @Nullable String notice) {
    return new Answer(local.nearest(asked), Engine.LOCAL, notice);
  }
}
