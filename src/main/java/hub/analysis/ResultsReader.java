package hub.analysis;

import hub.analysis.OpportunityRows.Mention;
import hub.analysis.view.AntiPattern;
import hub.analysis.view.Facts;
import hub.analysis.view.LiveView.Found;
import hub.analysis.view.MoneyLine;
import hub.analysis.view.Opportunity;
import hub.analysis.view.Range;
import hub.analysis.view.ResultsView;
import hub.analysis.view.ResultsView.Candidate;
import hub.analysis.view.ResultsView.Partial;
import hub.analysis.view.Stage;
import hub.budget.BudgetState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an analysis found, as the ranking shows it. */
@Component
class ResultsReader {
  private static final BigDecimal ROUND_UP_TO = new BigDecimal("0.50");

  private record Counts(
      int posts, int judged, int comments, @Nullable Instant endedAt, boolean kept) {}

  private final OpportunityRows rows;
  private final QuoteWords quotes;
  private final FactsOf facts;
  private final Findings findings;
  private final StageFigures figures;
  private final MoneyOf money;
  private final Notices notices;
  private final LiveReader live;
  private final Forecast forecast;
  private final JdbcClient jdbc;
  private final Clock clock;

  ResultsReader(
      OpportunityRows rows,
      QuoteWords quotes,
      FactsOf facts,
      Findings findings,
      StageFigures figures,
      MoneyOf money,
      Notices notices,
      LiveReader live,
      Forecast forecast,
      JdbcClient jdbc,
      Clock clock) {
    this.rows = rows;
    this.quotes = quotes;
    this.facts = facts;
    this.findings = findings;
    this.figures = figures;
    this.money = money;
    this.notices = notices;
    this.live = live;
    this.forecast = forecast;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  ResultsView results(Analysis analysis) {
    Counts counts = counts(analysis.id());
    // First, so that the facts hold all of them: more may be found meanwhile.
    List<OpportunityRows.Row> found = rows.of(analysis.id());
    Map<UUID, BigDecimal> charges = rows.charges(analysis.id());
    Map<UUID, Facts> known = facts.of(analysis.id());
    Set<UUID> thinned = findings.thinned(analysis.id());
    Map<UUID, List<Mention>> mentions = rows.mentions(analysis.id());
    Map<UUID, String> best = quotes.best(analysis.workspaceId(), mentions);
    List<Opportunity> opportunities = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    BigDecimal useful = BigDecimal.ZERO;
    for (OpportunityRows.Row row : found) {
      BigDecimal charge = charges.getOrDefault(row.id(), BigDecimal.ZERO);
      Facts its = Objects.requireNonNull(known.get(row.id()));
      useful = useful.add(charge);
      if (its.authors() >= Found.ENOUGH_AUTHORS) {
        opportunities.add(
            opportunity(
                row,
                its,
                charge,
                mentions.getOrDefault(row.id(), List.of()),
                best.getOrDefault(row.id(), "")));
      } else {
        candidates.add(
            new Candidate(
                row.id(), row.title(), its.authors(), charge, thinned.contains(row.id())));
      }
    }
    BudgetState state = money.state(analysis);
    MoneyLine line = money.line(analysis, state);
    Instant end = counts.endedAt() == null ? clock.instant() : counts.endedAt();
    return new ResultsView(
        analysis.id(),
        analysis.topic(),
        analysis.mode(),
        live.state(analysis, line.calls()),
        analysis.createdAt(),
        Duration.between(analysis.createdAt(), end),
        counts.posts(),
        counts.judged(),
        counts.comments(),
        line,
        opportunities,
        candidates,
        stageCharges(analysis.id()),
        line.charged().subtract(useful).max(BigDecimal.ZERO),
        saved(analysis.id()),
        counts.kept() ? null : partial(analysis, line, counts),
        notices.of(analysis, state));
  }

  Map<UUID, Map<Stage, BigDecimal>> charges(Analysis analysis) {
    return rows.chargesByStage(analysis.id());
  }

  static Opportunity opportunity(
      OpportunityRows.Row row,
      Facts known,
      BigDecimal charge,
      List<Mention> mentions,
      String quote) {
    Set<AntiPattern> against = EnumSet.noneOf(AntiPattern.class);
    Set<String> communities = new TreeSet<>();
    for (Mention mention : mentions) {
      if (mention.role().equals("antipattern") && mention.detail() != null) {
        against.add(AntiPattern.valueOf(mention.detail().toUpperCase(Locale.ROOT)));
      } else if (mention.isOwnWords()) {
        communities.add(mention.community());
      }
    }
    return new Opportunity(
        row.id(), row.title(), quote, row.who(), against, List.copyOf(communities), known, charge);
  }

  private Map<Stage, BigDecimal> stageCharges(UUID analysisId) {
    Map<Stage, BigDecimal> charges = new EnumMap<>(Stage.class);
    for (StageFigures.Figures stage : figures.all(analysisId)) {
      charges.merge(stage.stage().onPages(), stage.charge(), BigDecimal::add);
    }
    return charges;
  }

  private BigDecimal saved(UUID analysisId) {
    return figures.all(analysisId).stream()
        .map(StageFigures.Figures::saved)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private @Nullable Partial partial(Analysis analysis, MoneyLine line, Counts counts) {
    if (analysis.life() != Life.PARTIAL) {
      return null;
    }
    BigDecimal end = forecast.inTheEnd(analysis);
    BigDecimal more = end.subtract(line.charged()).max(BigDecimal.ZERO);
    BigDecimal suggested =
        end.multiply(new BigDecimal("1.15"))
            .max(line.budget().add(ROUND_UP_TO))
            .divide(ROUND_UP_TO, 0, RoundingMode.UP)
            .multiply(ROUND_UP_TO);
    int left = counts.posts() - counts.judged();
    return new Partial(
        left,
        new Range(more.multiply(new BigDecimal("0.9")), more.multiply(new BigDecimal("1.15"))),
        suggested);
  }

  private Counts counts(UUID analysisId) {
    return jdbc.sql(
            """
            select count(*) as posts, count(*) filter (where label is not null or refused is not null) as judged,
                   coalesce(sum(comments_read), 0) as comments, max(a.ended_at) as ended_at,
                   coalesce(bool_or(a.kept_partial), false) as kept
              from analysis a left join analysis_post p on p.analysis_id = a.id
             where a.id = :analysis
            """)
        .param("analysis", analysisId)
        .query(
            (row, number) ->
                new Counts(
                    row.getInt("posts"),
                    row.getInt("judged"),
                    row.getInt("comments"),
                    row.getTimestamp("ended_at") == null
                        ? null
                        : row.getTimestamp("ended_at").toInstant(),
                    row.getBoolean("kept")))
        .single();
  }
}
