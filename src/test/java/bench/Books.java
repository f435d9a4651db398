package bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The hub's attempts beside the vendor's own journal of what it answered, in US dollars. */
public final class Books {
  private static final BigDecimal UNCACHED = new BigDecimal("0.000002");
  private static final BigDecimal CACHED = new BigDecimal("0.0000005");
  private static final BigDecimal BATCHED = new BigDecimal("0.5");
  private static final BigDecimal OUTPUT = new BigDecimal("0.000008");

  /** One attempt as the hub has it; {@code cost} is zero unless settled. */
  private record Ours(String state, BigDecimal hold, BigDecimal cost) {
    boolean isDoubtful() {
      return state.equals("doubt") || state.equals("unknown");
    }
  }

  private final Map<String, Ours> ours = new HashMap<>();
  private final Map<String, BigDecimal> vendors = new HashMap<>();
  private long strangers;
  private BigDecimal repeated = BigDecimal.ZERO;

  private Books() {}

  public static Books of(JdbcClient jdbc, java.util.UUID budget, Stream<JsonNode> journal)
      throws IOException {
    Books books = new Books();
    jdbc.sql("select id, state, hold, coalesce(cost, 0) as cost from attempt where budget_id = :id")
        .param("id", budget)
        .query(
            rows -> {
              books.ours.put(
                  rows.getString("id"),
                  new Ours(
                      rows.getString("state"),
                      rows.getBigDecimal("hold"),
                      rows.getBigDecimal("cost")));
            });
    List<String> others =
        jdbc.sql("select id::text from attempt where budget_id <> :id")
            .param("id", budget)
            .query(String.class)
            .list();
    java.util.Set<String> elsewhere = new java.util.HashSet<>(others);
    try (journal) {
      journal
          .filter(
              line ->
                  line.path("vendor").asText().equals("openai")
                      && line.path("status").asInt() == 200
                      && line.has("prompt_tokens"))
          .filter(line -> !elsewhere.contains(line.path("attempt").asText()))
          .forEach(books::add);
    }
    return books;
  }

  private void add(JsonNode line) {
    String attempt = line.path("attempt").asText();
    BigDecimal cost = cost(line);
    if (!ours.containsKey(attempt)) {
      strangers++;
    }
    if (vendors.merge(attempt, cost, BigDecimal::add) != cost) {
      repeated = repeated.add(cost);
    }
  }

  /** By the list price of the sandbox's model, reckoned here on its own. */
  private static BigDecimal cost(JsonNode line) {
    long cached = line.path("cached_tokens").asLong();
    BigDecimal whole =
        UNCACHED
            .multiply(BigDecimal.valueOf(line.path("prompt_tokens").asLong() - cached))
            .add(CACHED.multiply(BigDecimal.valueOf(cached)))
            .add(OUTPUT.multiply(BigDecimal.valueOf(line.path("completion_tokens").asLong())));
    return line.path("batched").asBoolean() ? whole.multiply(BATCHED) : whole;
  }

  public BigDecimal settled() {
    return ours.values().stream().map(Ours::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public BigDecimal vendor() {
    return vendors.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The full holds of attempts listed as in doubt or unknown. */
  public BigDecimal listed() {
    return ours.values().stream()
        .filter(Ours::isDoubtful)
        .map(Ours::hold)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * What the vendor counted and no settled attempt equals, nor a listed one covers; sent twice
   * counts too.
   */
  public BigDecimal unaccounted() {
    BigDecimal gap = repeated;
    for (Map.Entry<String, BigDecimal> vendor : vendors.entrySet()) {
      Ours own = ours.get(vendor.getKey());
      if (own == null || !own.isDoubtful()) {
        gap = gap.add(vendor.getValue().subtract(own == null ? BigDecimal.ZERO : own.cost()).abs());
      } else {
        gap = gap.add(vendor.getValue().subtract(own.hold()).max(BigDecimal.ZERO));
      }
    }
    for (Map.Entry<String, Ours> own : ours.entrySet()) {
      if (!vendors.containsKey(own.getKey())) {
        gap = gap.add(own.getValue().cost());
      }
    }
    return gap.stripTrailingZeros();
  }

  public long strangers() {
    return strangers;
  }

  /** How many calls of those that may have been billed ended without an answer. */
  double lostPercent() {
    long doubtful = ours.values().stream().filter(Ours::isDoubtful).count();
    long released = ours.values().stream().filter(each -> each.state().equals("released")).count();
    return 100.0 * doubtful / Math.max(1, ours.size() - released);
  }

  /** settled <= the vendor's count <= settled + in doubt. */
  void tellBounds(Figures figures, String when) {
    figures.figure(when + "settled_usd", settled(), "USD", settled().compareTo(vendor()) <= 0);
    figures.figure(
        when + "vendor_usd", vendor(), "USD", vendor().compareTo(settled().add(listed())) <= 0);
    figures.figure(when + "listed_in_doubt_usd", listed(), "USD");
  }
}
