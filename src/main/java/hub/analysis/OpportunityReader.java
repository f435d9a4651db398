package hub.analysis;

import hub.analysis.OpportunityRows.Mention;
import hub.analysis.view.AntiPattern;
import hub.analysis.view.Facts;
import hub.analysis.view.LiveView.Found;
import hub.analysis.view.OpportunityView;
import hub.analysis.view.OpportunityView.Finding;
import hub.analysis.view.OpportunityView.Month;
import hub.analysis.view.OpportunityView.Product;
import hub.analysis.view.Part;
import hub.analysis.view.Quote;
import hub.analysis.view.Score;
import hub.analysis.view.Weights;
import hub.llm.ModelAccess;
import hub.sources.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One opportunity with all that it rests on. */
@Component
class OpportunityReader {
  private static final int MONTHS = 12;
  private static final int RECENT_MONTHS = 3;

  private static final Map<Part, String> CRITERIA =
      Map.of(
          Part.PAIN, "pain", Part.WOULD_PAY, "would_pay", Part.DOABLE, "doable", Part.ROOM, "room");

  private final OpportunityRows rows;
  private final QuoteWords quotes;
  private final Readings readings;
  private final FactsOf facts;
  private final Prompts prompts;
  private final ModelAccess access;

  OpportunityReader(
      OpportunityRows rows,
      QuoteWords quotes,
      Readings readings,
      FactsOf facts,
      Prompts prompts,
      ModelAccess access) {
    this.rows = rows;
    this.quotes = quotes;
    this.readings = readings;
    this.facts = facts;
    this.prompts = prompts;
    this.access = access;
  }

  Optional<OpportunityView> opportunity(Analysis analysis, UUID id) {
    return rows.find(analysis.id(), id)
        .map(
            row ->
                view(analysis, row, evidence(analysis, rows.of(analysis.id()), Set.of(row.id()))));
  }

  /** Every opportunity and candidate, read together: as many queries for hundreds as for one. */
  Map<UUID, OpportunityView> opportunities(Analysis analysis) {
    List<OpportunityRows.Row> all = rows.of(analysis.id());
    Evidence evidence =
        evidence(
            analysis, all, all.stream().map(OpportunityRows.Row::id).collect(Collectors.toSet()));
    Map<UUID, OpportunityView> views = new LinkedHashMap<>();
    all.forEach(row -> views.put(row.id(), view(analysis, row, evidence)));
    return views;
  }

  /**
   * What an analysis's opportunities rest on.
   *
   * @param stored the texts that mentions stand in, as far as they have not expired
   * @param ranking all opportunities, the best first
   */
  private record Evidence(
      Map<UUID, List<Mention>> mentions,
      Map<Long, Text> stored,
      Map<UUID, Facts> facts,
      Map<UUID, Map<String, Readings.Level>> levels,
      Map<UUID, BigDecimal> charges,
      Map<UUID, Integer> dropped,
      List<UUID> ranking) {}

  /**
   * Reads it.
   *
   * @param all its opportunities, read before, so that the facts hold each: more may be found
   *     meanwhile
   * @param shown whose texts are needed
   */
  private Evidence evidence(Analysis analysis, List<OpportunityRows.Row> all, Set<UUID> shown) {
    Map<UUID, List<Mention>> mentions = rows.mentions(analysis.id());
    Map<UUID, Facts> known = facts.of(analysis.id());
    List<Mention> needed =
        shown.stream().flatMap(id -> mentions.getOrDefault(id, List.of()).stream()).toList();
    return new Evidence(
        mentions,
        quotes.texts(analysis.workspaceId(), needed),
        known,
        readings.levels(analysis.id()),
        rows.charges(analysis.id()),
        rows.dropped(analysis.id()),
        ranking(all, known));
  }

  private OpportunityView view(Analysis analysis, OpportunityRows.Row row, Evidence evidence) {
    List<Mention> mentions = evidence.mentions().getOrDefault(row.id(), List.of());
    Facts known = Objects.requireNonNull(evidence.facts().get(row.id()));
    Map<String, Readings.Level> levels = evidence.levels().getOrDefault(row.id(), Map.of());
    List<UUID> ranking = evidence.ranking();
    Map<Long, Text> stored = evidence.stored();
    return new OpportunityView(
        analysis.id(),
        analysis.topic(),
        analysis.mode(),
        ResultsReader.opportunity(
            row,
            known,
            evidence.charges().getOrDefault(row.id(), BigDecimal.ZERO),
            mentions,
            QuoteWords.best(stored, mentions)),
        known.authors() < Found.ENOUGH_AUTHORS,
        ranking.indexOf(row.id()) + 1,
        ranking.size(),
        row.problem(),
        row.who(),
        row.today(),
        sameWordsLast(QuoteWords.of(stored, OpportunityRows.best(mentions))),
        uncounted(known, mentions),
        why(levels),
        findings(stored, mentions),
        products(stored, mentions),
        months(analysis.createdAt(), mentions),
        RECENT_MONTHS,
        mentions.stream()
            .map(mention -> stored.get(mention.text()))
            .filter(Objects::nonNull)
            .map(Text::expiresAt)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null),
        evidence.dropped().getOrDefault(row.id(), 0),
        prompt(levels),
        levels.values().stream().map(Readings.Level::model).findFirst().orElse(access.model()));
  }

  /** Two people may say the same in the same words; the page's first quotes should differ. */
  private static List<Quote> sameWordsLast(List<Quote> quotes) {
    Set<String> said = new HashSet<>();
    List<Quote> first = new ArrayList<>();
    List<Quote> again = new ArrayList<>();
    for (Quote quote : quotes) {
      boolean fresh = quote.words() == null || said.add(quote.words().text());
      (fresh ? first : again).add(quote);
    }
    first.addAll(again);
    return first;
  }

  private String prompt(Map<String, Readings.Level> levels) {
    return levels.values().stream()
        .map(Readings.Level::prompt)
        .findFirst()
        .orElse(Prompts.label(prompts.of(PaidStage.FEASIBILITY)));
  }

  /** Equal scores stand in the order in which they were found, as in the list. */
  private static List<UUID> ranking(List<OpportunityRows.Row> all, Map<UUID, Facts> facts) {
    Map<UUID, BigDecimal> scores = new LinkedHashMap<>();
    for (OpportunityRows.Row row : all) {
      Facts known = Objects.requireNonNull(facts.get(row.id()));
      if (known.authors() >= Found.ENOUGH_AUTHORS) {
        scores.put(row.id(), Score.of(known, Weights.STANDARD).sum());
      }
    }
    return scores.entrySet().stream()
        .sorted(Map.Entry.<UUID, BigDecimal>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String uncounted(Facts known, List<Mention> mentions) {
    Set<String> authors = new HashSet<>();
    int nobody = 0;
    for (Mention mention : mentions) {
      if (mention.isOwnWords()) {
        if (mention.author() == null) {
          nobody++;
        } else {
          authors.add(mention.author());
        }
      }
    }
    int copies = authors.size() - known.authors();
    List<String> parts = new ArrayList<>();
    if (copies > 0) {
      parts.add(copies == 1 ? "1 near-copy" : copies + " near-copies");
    }
    if (nobody > 0) {
      parts.add(nobody + " deleted or automatic");
    }
    return parts.isEmpty()
        ? ""
        : "%d accounts not counted: %s".formatted(copies + nobody, String.join(", ", parts));
  }

  private static Map<Part, String> why(Map<String, Readings.Level> levels) {
    Map<Part, String> why = new EnumMap<>(Part.class);
    CRITERIA.forEach(
        (part, criterion) -> {
          Readings.Level level = levels.get(criterion);
          if (level != null) {
            why.put(part, level.why());
          }
        });
    return why;
  }

  private static List<Finding> findings(Map<Long, Text> stored, List<Mention> mentions) {
    List<Finding> found = new ArrayList<>();
    for (AntiPattern pattern : AntiPattern.values()) {
      List<Mention> against =
          mentions.stream()
              .filter(m -> m.role().equals("antipattern") && pattern.key().equals(m.detail()))
              .toList();
      if (!against.isEmpty()) {
        boolean clearly = against.stream().anyMatch(m -> "clearly".equals(m.strength()));
        found.add(
            new Finding(pattern, clearly ? "clearly" : "partly", QuoteWords.of(stored, against)));
      }
    }
    return found;
  }

  private static List<Product> products(Map<Long, Text> stored, List<Mention> mentions) {
    Map<String, List<Mention>> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    mentions.stream()
        .filter(m -> m.role().equals("product") && m.detail() != null)
        .forEach(
            m ->
                named
                    .computeIfAbsent(Objects.requireNonNull(m.detail()), d -> new ArrayList<>())
                    .add(m));
    List<Product> products = new ArrayList<>();
    named.forEach(
        (name, by) ->
            products.add(
                new Product(
                    name,
                    (int)
                        by.stream()
                            .map(Mention::author)
                            .filter(Objects::nonNull)
                            .distinct()
                            .count(),
                    QuoteWords.words(stored.get(by.getFirst().text()), by.getFirst()))));
    products.sort(Comparator.comparing(Product::authors).reversed());
    return products;
  }

  private static List<Month> months(@Nullable Instant now, List<Mention> mentions) {
    YearMonth last = YearMonth.from(Objects.requireNonNull(now).atZone(ZoneOffset.UTC));
    List<Month> months = new ArrayList<>();
    for (int back = MONTHS - 1; back >= 0; back--) {
      YearMonth month = last.minusMonths(back);
      long count =
          mentions.stream()
              .filter(Mention::isOwnWords)
              .filter(m -> YearMonth.from(m.at().atZone(ZoneOffset.UTC)).equals(month))
              .map(Mention::text)
              .distinct()
              .count();
      months.add(new Month(month, (int) count));
    }
    return months;
  }
}
