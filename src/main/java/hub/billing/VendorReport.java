package hub.billing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model's vendor says it counted: pages of OpenAI's usage or costs answers, or a CSV with a
 * column for each figure.
 *
 * @param used tokens by day and model
 * @param costs US dollars by day
 */
record VendorReport(List<Used> used, Map<LocalDate, BigDecimal> costs) {
  private static final int DAY = 10;

  /** What was counted of one model on one day of UTC. */
  record Used(LocalDate day, String model, long requests, long input, long cached, long output) {

    Used and(Used more) {
      return new Used(
          day,
          model,
          requests + more.requests,
          input + more.input,
          cached + more.cached,
          output + more.output);
    }
  }

  /**
   * Reads a report.
   *
   * @throws UnreadableReport if it is none, with what was expected
   */
  static VendorReport of(String text) {
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String begin = content.stripLeading();
    try {
      return begin.startsWith("{") || begin.startsWith("[") ? ofJson(content) : ofCsv(content);
    } catch (JacksonException | ArithmeticException | NumberFormatException | DateTimeException e) {
      throw new UnreadableReport("It cannot be read: " + firstLine(e), e);
    }
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static VendorReport ofJson(String text) {
    JsonNode root = JsonMapper.builder().build().readTree(text);
    List<JsonNode> pages = new ArrayList<>();
    (root.isArray() ? root : List.of(root)).forEach(pages::add);
    Map<String, Used> used = new TreeMap<>();
    Map<LocalDate, BigDecimal> costs = new TreeMap<>();
    for (JsonNode page : pages) {
      for (JsonNode bucket : page.path("data")) {
        LocalDate day = day(bucket.path("start_time").asLong());
        bucket.path("results").forEach(result -> add(day, result, used, costs));
      }
    }
    return whole(used, costs);
  }

  private static LocalDate day(long seconds) {
    return Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static void add(
      LocalDate day, JsonNode result, Map<String, Used> used, Map<LocalDate, BigDecimal> costs) {
    String kind = result.path("object").asString("");
    if (kind.equals("organization.costs.result")) {
      String currency = result.path("amount").path("currency").asString("usd");
      if (!currency.toLowerCase(Locale.ROOT).equals("usd")) {
        throw new UnreadableReport("Costs are expected in US dollars, these are in " + currency);
      }
      BigDecimal amount = new BigDecimal(result.path("amount").path("value").asString());
      costs.merge(day, amount, BigDecimal::add);
    } else if (kind.startsWith("organization.usage.")) {
      if (!result.path("model").isString()) {
        throw new UnreadableReport("Its lines name no model. Ask for it with group_by=model.");
      }
      put(
          used,
          new Used(
              day,
              model(result.path("model").asString()),
              result.path("num_model_requests").asLong(0),
              result.path("input_tokens").asLong(0),
              result.path("input_cached_tokens").asLong(0),
              result.path("output_tokens").asLong(0)));
    }
  }

  private static VendorReport ofCsv(String text) {
    Map<String, Used> used = new TreeMap<>();
    Map<LocalDate, BigDecimal> costs = new TreeMap<>();
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setTrim(true)
            .get();
    try (CSVParser rows = format.parse(new StringReader(text))) {
      for (CSVRecord row : rows) {
        LocalDate day = LocalDate.parse(cell(row, "date", "day").substring(0, DAY));
        String cost = cell(row, "cost", "amount", "cost_usd", "amount_value");
        if (!cost.isEmpty()) {
          costs.merge(day, new BigDecimal(cost), BigDecimal::add);
        }
        if (!cell(row, "input_tokens").isEmpty()) {
          put(used, used(row, day));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw new UnreadableReport("A row has no date, or a column is twice there.", e);
    }
    return whole(used, costs);
  }

  private static Used used(CSVRecord row, LocalDate day) {
    return new Used(
        day,
        model(cell(row, "model")),
        number(cell(row, "num_model_requests", "requests")),
        number(cell(row, "input_tokens")),
        number(cell(row, "input_cached_tokens", "cached_tokens")),
        number(cell(row, "output_tokens")));
  }

  private static String cell(CSVRecord row, String... names) {
    return Stream.of(names)
        .filter(name -> row.isMapped(name) && row.isSet(name))
        .map(row::get)
        .findFirst()
        .orElse("");
  }

  private static long number(String text) {
    return text.isEmpty() ? 0 : new BigDecimal(text).longValueExact();
  }

  private static void put(Map<String, Used> used, Used line) {
    used.merge(line.day() + " " + line.model(), line, Used::and);
  }

  private static VendorReport whole(Map<String, Used> used, Map<LocalDate, BigDecimal> costs) {
    if (used.isEmpty() && costs.isEmpty()) {
      throw new UnreadableReport(
          "It holds no usage and no costs. Expected are answers of"
              + " /v1/organization/usage/completions or /v1/organization/costs, or a CSV with date,"
              + " model, input_tokens, input_cached_tokens and output_tokens, or date and cost.");
    }
    for (Used line : used.values()) {
      if (line.model().isEmpty() || line.cached() > line.input() || line.output() < 0) {
        throw new UnreadableReport(
            "The line of %s, %s cannot be: cached tokens are a part of the input, nothing is below"
                    .formatted(line.day(), line.model())
                + " zero, and each line names a model.");
      }
    }
    return new VendorReport(List.copyOf(used.values()), Map.copyOf(costs));
  }

  /** Vendors report the dated name of what was asked for by its short one. */
  static String model(String name) {
    return name.replaceFirst("-\\d{4}-\\d{2}-\\d{2}$", "");
  }
}
