package hub.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.budget.Rates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The dated price list in the jar; the first version of the price table.
 *
 * @param effectiveFrom the list's date
 * @param source says in words which list it is
 * @param models in US dollars for one token
 */
public record ListPrices(Instant effectiveFrom, String source, List<ModelPrice> models) {
  private static final String RESOURCE = "/prices/2026-08-19.json";

  /** Reads the list. */
  public static ListPrices read() {
    try (InputStream json = ListPrices.class.getResourceAsStream(RESOURCE)) {
      return of(new ObjectMapper().readTree(Objects.requireNonNull(json, RESOURCE)));
    } catch (IOException e) {
      throw new UncheckedIOException("The price list " + RESOURCE, e);
    }
  }

  private static ListPrices of(JsonNode list) {
    return new ListPrices(
        Instant.parse(list.required("effective_from").textValue()),
        list.required("source").textValue(),
        list.required("models").properties().stream()
            .map(model -> price(model.getKey(), model.getValue()))
            .toList());
  }

  private static ModelPrice price(String model, JsonNode given) {
    return new ModelPrice(
        0,
        model,
        rates(given),
        longContext(given.get("long")),
        new BigDecimal(given.required("batch_factor").textValue()),
        given.required("max_context").longValue(),
        given.required("max_output").longValue());
  }

  private static ModelPrice.@Nullable LongContext longContext(@Nullable JsonNode given) {
    return given == null
        ? null
        : new ModelPrice.LongContext(given.required("above").longValue(), rates(given));
  }

  private static Rates rates(JsonNode given) {
    BigDecimal uncached = perToken(given, "uncached");
    return new Rates(
        uncached,
        perToken(given, "cached"),
        given.has("cache_write") ? perToken(given, "cache_write") : uncached,
        perToken(given, "output"));
  }

  private static BigDecimal perToken(JsonNode given, String key) {
    return new BigDecimal(given.required(key).textValue()).movePointLeft(6);
  }
}
