package hub.analysis.view;

import hub.Mode;
import hub.web.UiStates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;

/** Marks, the comparison, what was dropped, and a reached budget, in every state. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DetailsStates implements UiStates {
  private static final UUID ANALYSIS = new UUID(0, 0);
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");
  private static final List<Mark> MARKS =
      List.of(
          Mark.NONE,
          new Mark(Mark.Verdict.USEFUL, "A client asked for it", true, false),
          new Mark(Mark.Verdict.NOT_USEFUL, "", false, true));

  @Override
  public String template() {
    return "analysis/states";
  }

  @Override
  public Map<String, ?> values() {
    List<Opportunity> opportunities = IntStream.rangeClosed(1, 3).mapToObj(this::one).toList();
    Ranking ranking = Ranking.of(opportunities, Choice.of(new LinkedMultiValueMap<>()));
    List<Ranking.Row> marked = new ArrayList<>();
    for (int n = 0; n < MARKS.size(); n++) {
      Ranking.Row row = ranking.ranked().get(n);
      marked.add(new Ranking.Row(row.rank(), row.opportunity(), row.score(), MARKS.get(n)));
    }
    return Map.of(
        "uiRanking", ranking,
        "uiMarked", marked,
        "uiRows", ranking.ranked(),
        "uiDropped", dropped(),
        "uiResults", results(opportunities));
  }

  private Opportunity one(int n) {
    return new Opportunity(
        new UUID(0, n),
        List.of("Agency portals reject the invoice", "Lump payments", "Minimum fees").get(n - 1),
        "Sixty days. A hyphen.",
        "Freelance translators",
        Set.of(),
        List.of("translator"),
        new Facts(
            12 - n,
            9,
            40,
            n == 2 ? null : 12,
            Facts.Reading.of(4),
            Facts.Reading.of(3, 4),
            Facts.Reading.of(3),
            Facts.Reading.of(2)),
        new BigDecimal("0.0415"));
  }

  private static List<Dropped> dropped() {
    return List.of(
        new Dropped("Posts that were not judged", 14, "Posted automatically.", List.of()),
        new Dropped(
            "Quotes not found word for word",
            1,
            "Such a quote is no evidence.",
            List.of(
                new LogLine(
                    187,
                    NOW,
                    List.of(LogLine.Piece.plain("A quote was not found in its post.")),
                    null))));
  }

  private static ResultsView results(List<Opportunity> opportunities) {
    return new ResultsView(
        ANALYSIS,
        "Invoicing for translators",
        Mode.SANDBOX,
        AnalysisState.PARTIAL,
        NOW,
        Duration.ofSeconds(151),
        412,
        239,
        800,
        money(),
        opportunities,
        List.of(),
        Map.of(),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        partial(),
        List.of());
  }

  private static MoneyLine money() {
    var estimate = new Range(new BigDecimal("1.10"), new BigDecimal("1.62"));
    return new MoneyLine(
        new BigDecimal("1.00"),
        new BigDecimal("0.9981"),
        BigDecimal.ZERO,
        0,
        BigDecimal.ZERO,
        "",
        estimate,
        new BigDecimal("1.34"));
  }

  private static ResultsView.Partial partial() {
    return new ResultsView.Partial(
        173, new Range(new BigDecimal("0.38"), new BigDecimal("0.61")), new BigDecimal("1.70"));
  }
}
