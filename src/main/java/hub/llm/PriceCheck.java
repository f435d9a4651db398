package hub.llm;

import hub.web.Check;
import hub.web.Finding;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the model that is asked has a price that can be right, and how old it is. */
@Component
@Order(3)
class PriceCheck implements Check {
  private static final Duration OLD = Duration.ofDays(120);
  private static final String PAGE = "/money/prices";

  private final ModelAccess access;
  private final Prices prices;
  private final JdbcClient jdbc;
  private final Clock clock;

  PriceCheck(ModelAccess access, Prices prices, JdbcClient jdbc, Clock clock) {
    this.access = access;
    this.prices = prices;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "Price table";
  }

  @Override
  public Finding look() {
    String model = access.model();
    Optional<ModelPrice> price = prices.find(model);
    if (price.isEmpty()) {
      return Finding.broken(
          "It has no model " + model + ", so no call is made.",
          "Give its price with the model.",
          "/settings/model");
    }
    Optional<String> problem = Plausibility.problem(price.get());
    if (problem.isPresent()) {
      return Finding.broken(
          "The price of " + model + " can’t be right: " + problem.get() + ".",
          "Correct it; no call is made by it.",
          PAGE);
    }
    return aged(model, price.get());
  }

  private Finding aged(String model, ModelPrice price) {
    Instant from =
        jdbc.sql("select effective_from from price_version where id = :version")
            .param("version", price.version())
            .query(Timestamp.class)
            .single()
            .toInstant();
    long days = Duration.between(from, clock.instant()).toDays();
    String seen = "%s has a price, %s.".formatted(model, age(days));
    return days > OLD.toDays() && !price.isFree()
        ? Finding.attention(seen, "Compare it with the vendor’s list.", PAGE)
        : Finding.ok(seen);
  }

  private static String age(long days) {
    return days < 1 ? "of today" : days == 1 ? "a day old" : days + " days old";
  }
}
