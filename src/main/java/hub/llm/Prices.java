package hub.llm;

import hub.budget.Amounts;
import hub.budget.Rates;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The price table: dated versions that are added and never changed. The newest version in force
 * that names a model prices it; each attempt keeps the version it was held by.
 */
@Repository
public class Prices {
  private static final String COLUMNS =
      """
      version, model, uncached, cached, cache_write, output, batch_factor, long_above,
      long_uncached, long_cached, long_cache_write, long_output, max_context, max_output
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  public Prices(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What the model costs now.
   *
   * @throws ModelUnavailable with {@code NO_PRICE} if its price is missing, or can't be right;
   *     names the model and the key
   */
  public ModelPrice current(String model) {
    ModelPrice price =
        find(model).orElseThrow(() -> noPrice("The price of model " + model + " is missing"));
    Optional<String> problem = Plausibility.problem(price);
    if (problem.isPresent()) {
      throw noPrice("The price of model " + model + " can't be right: " + problem.get());
    }
    return price;
  }

  /** What the model costs now, right or wrong; empty if no version in force names it. */
  public Optional<ModelPrice> find(String model) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                  from price join price_version on price_version.id = price.version
                 where model = :model and effective_from <= :now
                 order by effective_from desc, version desc
                 limit 1
                """)
        .param("model", model)
        .param("now", Timestamp.from(clock.instant()))
        .query(Prices::price)
        .optional();
  }

  /** The price that an attempt was held by, however often it changed since. */
  public Optional<ModelPrice> of(int version, String model) {
    return jdbc.sql("select " + COLUMNS + " from price where version = :version and model = :model")
        .param("version", version)
        .param("model", model)
        .query(Prices::price)
        .optional();
  }

  /** The whole price table in force: each model's current price, by name. */
  public List<ModelPrice> table() {
    return jdbc.sql(
            "select distinct on (model) "
                + COLUMNS
                + """
                  from price join price_version on price_version.id = price.version
                 where effective_from <= :now
                 order by model, effective_from desc, version desc
                """)
        .param("now", Timestamp.from(clock.instant()))
        .query(Prices::price)
        .list();
  }

  /**
   * Adds a version. Models it does not name keep their price.
   *
   * @param source where the prices are from; unique
   * @param createdBy null for the list in the jar
   * @param prices their {@code version} is ignored
   * @return the new version; empty if this source was added before
   * @throws IllegalArgumentException if a price can't be right; names the model and the key
   */
  @Transactional
  public Optional<Integer> publish(
      Instant effectiveFrom, String source, @Nullable UUID createdBy, List<ModelPrice> prices) {
    prices.forEach(Prices::refuseFree);
    return add(effectiveFrom, source, createdBy, prices);
  }

  /**
   * Adds a version by which a model costs nothing, since a person has said so.
   *
   * @param price its rates are all 0
   */
  @Transactional
  public void publishFree(String source, UUID createdBy, ModelPrice price) {
    if (!price.isFree()) {
      throw new IllegalArgumentException("Model " + price.model() + " is not free");
    }
    add(clock.instant(), source, createdBy, List.of(price));
  }

  private Optional<Integer> add(
      Instant effectiveFrom, String source, @Nullable UUID createdBy, List<ModelPrice> prices) {
    prices.forEach(Prices::check);
    Optional<Integer> version =
        jdbc.sql(
                """
                insert into price_version (effective_from, source, created_by, created_at)
                values (:from, :source, :by, :now)
                on conflict (source) do nothing
                returning id
                """)
            .param("from", Timestamp.from(effectiveFrom))
            .param("source", source)
            .param("by", createdBy)
            .param("now", Timestamp.from(clock.instant()))
            .query(Integer.class)
            .optional();
    version.ifPresent(id -> prices.forEach(price -> insert(id, price)));
    return version;
  }

  private void insert(int version, ModelPrice price) {
    ModelPrice.LongContext longer = price.longContext();
    jdbc.sql(
            "insert into price ("
                + COLUMNS
                + """
                , free)
                values (:version, :model, :uncached, :cached, :cacheWrite, :output, :batchFactor, :longAbove,
                        :longUncached, :longCached, :longCacheWrite, :longOutput, :maxContext, :maxOutput, :free)
                """)
        .param("version", version)
        .param("model", price.model())
        .param("uncached", price.rates().uncached())
        .param("cached", price.rates().cached())
        .param("cacheWrite", price.rates().cacheWrite())
        .param("output", price.rates().output())
        .param("batchFactor", price.batchFactor())
        .param("longAbove", longer == null ? null : longer.above())
        .param("longUncached", longer == null ? null : longer.rates().uncached())
        .param("longCached", longer == null ? null : longer.rates().cached())
        .param("longCacheWrite", longer == null ? null : longer.rates().cacheWrite())
        .param("longOutput", longer == null ? null : longer.rates().output())
        .param("maxContext", price.maxContext())
        .param("maxOutput", price.maxOutput())
        .param("free", price.isFree())
        .update();
  }

  private static void refuseFree(ModelPrice price) {
    if (price.isFree()) {
      throw new IllegalArgumentException(
          "The price of model "
              + price.model()
              + " can't be right: uncached of $0 a token; a model that costs nothing is said to be"
              + " free in Settings");
    }
  }

  private static void check(ModelPrice price) {
    amounts(price.model(), price.rates());
    if (price.longContext() != null) {
      amounts(price.model(), price.longContext().rates());
    }
    Plausibility.problem(price)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(
                  "The price of model " + price.model() + " can't be right: " + problem);
            });
  }

  private static void amounts(String model, Rates rates) {
    for (BigDecimal rate :
        List.of(rates.uncached(), rates.cached(), rates.cacheWrite(), rates.output())) {
      Amounts.checked("the price of model " + model, rate);
    }
  }

  private static ModelUnavailable noPrice(String message) {
    return new ModelUnavailable(
        ModelUnavailable.Why.NO_PRICE,
        Duration.ofMinutes(5),
        message + "; no call is made without one");
  }

  private static ModelPrice price(ResultSet rows, int n) throws SQLException {
    return new ModelPrice(
        rows.getInt("version"),
        rows.getString("model"),
        rates(rows, ""),
        rows.getObject("long_above") == null
            ? null
            : new ModelPrice.LongContext(rows.getLong("long_above"), rates(rows, "long_")),
        rows.getBigDecimal("batch_factor"),
        rows.getLong("max_context"),
        rows.getLong("max_output"));
  }

  private static Rates rates(ResultSet rows, String prefix) throws SQLException {
    return new Rates(
        rows.getBigDecimal(prefix + "uncached"),
        rows.getBigDecimal(prefix + "cached"),
        rows.getBigDecimal(prefix + "cache_write"),
        rows.getBigDecimal(prefix + "output"));
  }
}
