package hub.analysis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.Ends;
import hub.analysis.view.LiveView;
import hub.analysis.view.LiveView.Found;
import hub.analysis.view.LiveView.StageLine;
import hub.analysis.view.MoneyLine;
import hub.analysis.view.Notice;
import hub.analysis.view.Stage;
import hub.budget.BudgetState;
import hub.jobs.JobQueue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A running analysis as its live page shows it. */
@Component
class LiveReader {
  /** What changes without an event, as a hold does, is shown so much later at most. */
  private static final Duration SERVES = Duration.ofMillis(500);

  /** Figures that move many times a second are read no oftener for those who watch them. */
  private static final Duration GLANCE_SERVES = Duration.ofMillis(400);

  /** What was found is read once more less often: most of what happens adds nothing to it. */
  private static final Duration FOUND_SERVES = Duration.ofSeconds(1);

  private record Head(long version, @Nullable Instant endedAt, String by) {}

  private record Collected(int posts, int comments) {}

  /** How an analysis stands, and what is said of it. */
  record Standing(AnalysisState state, String words) {}

  /** Whoever looks while these are the same sees the same. */
  private record Look(Analysis analysis, Head head) {}

  private final Cache<Look, LiveView> looks =
      Caffeine.newBuilder().expireAfterWrite(SERVES).maximumSize(1_000).build();
  private final Cache<Analysis, LiveView> glances =
      Caffeine.newBuilder().expireAfterWrite(GLANCE_SERVES).maximumSize(1_000).build();

  private final Cache<Analysis, List<Found>> cards =
      Caffeine.newBuilder().expireAfterWrite(FOUND_SERVES).maximumSize(1_000).build();

  private final OpportunityRows opportunities;
  private final QuoteWords quotes;
  private final Findings findings;
  private final StageFigures figures;
  private final MoneyOf money;
  private final Notices notices;
  private final JobQueue queue;
  private final LineWords line;
  private final Arrivals arrivals;
  private final JdbcClient jdbc;
  private final Clock clock;

  LiveReader(
      OpportunityRows opportunities,
      QuoteWords quotes,
      Findings findings,
      StageFigures figures,
      MoneyOf money,
      Notices notices,
      JobQueue queue,
      LineWords line,
      Arrivals arrivals,
      JdbcClient jdbc,
      Clock clock) {
    this.opportunities = opportunities;
    this.quotes = quotes;
    this.findings = findings;
    this.figures = figures;
    this.money = money;
    this.notices = notices;
    this.queue = queue;
    this.line = line;
    this.arrivals = arrivals;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Up to its last event, however many look. */
  LiveView live(Analysis analysis) {
    return looks.get(new Look(analysis, head(analysis.id())), look -> read(analysis, look.head()));
  }

  /** Perhaps a moment before its last event, for those who go on watching. */
  LiveView glance(Analysis analysis) {
    return glances.get(analysis, this::live);
  }

  private LiveView read(Analysis analysis, Head head) {
    Map<Stage, StageLine> lines = lines(analysis);
    int calls = lines.values().stream().mapToInt(StageLine::running).sum();
    BudgetState budget = money.state(analysis);
    MoneyLine line = money.line(analysis, budget, calls);
    String waits = waits(analysis);
    Standing standing = standing(analysis, calls, waits, head);
    return new LiveView(
        analysis.id(),
        head.version(),
        analysis.topic(),
        analysis.mode(),
        standing.state(),
        standing.words(),
        analysis.createdAt(),
        head.by(),
        line,
        List.copyOf(lines.values()),
        collected(analysis.id()),
        analysis.isRunning() ? cards.get(analysis, this::found) : found(analysis),
        analysis.isRunning() && analysis.phase().compareTo(Phase.MERGING) < 0
            ? "Order settled at the end."
            : "",
        notices(analysis, budget, line),
        analysis.isRunning() ? ends(analysis, waits) : Ends.unknown(clock.instant()));
  }

  private Ends ends(Analysis analysis, String waits) {
    if (analysis.economy()) {
      return Ends.unknown(clock.instant());
    }
    Optional<Arrivals.Range> range = arrivals.of(analysis);
    return new Ends(
        clock.instant(),
        range.map(Arrivals.Range::earliest).orElse(null),
        range.map(Arrivals.Range::latest).orElse(null),
        waits.isEmpty() ? null : queue.triesAgain(analysis.id()).orElse(null));
  }

  /** Its words do not change with the figures: it is read out once. */
  private List<Notice> notices(Analysis analysis, BudgetState budget, MoneyLine line) {
    List<Notice> known = new ArrayList<>(notices.of(analysis, budget));
    if (analysis.isRunning() && line.nearsItsLimit()) {
      known.add(
          Notice.info(
                  "The budget of $%s is likely to be reached."
                      .formatted(line.budget().setScale(2, RoundingMode.HALF_UP)),
                  "Then no new call starts, and what was judged is ranked and shown. Raised now, it"
                      + " goes on without a stop; only what is used is charged.")
              .leadingTo("Raise the budget", "/analyses/" + analysis.id() + "/raise"));
    }
    return known;
  }

  /**
   * How an analysis stands.
   *
   * @param calls how many of its calls are under way
   */
  Standing standing(Analysis analysis, int calls) {
    return standing(analysis, calls, waits(analysis), head(analysis.id()));
  }

  /** The same without words, which cost more questions. */
  AnalysisState state(Analysis analysis, int calls) {
    return state(analysis, calls, waits(analysis));
  }

  private Standing standing(Analysis analysis, int calls, String waits, Head head) {
    AnalysisState state = state(analysis, calls, waits);
    return new Standing(state, words(analysis, state, waits, head));
  }

  /** What it waits for, in words; empty if it does not. */
  private String waits(Analysis analysis) {
    return analysis.isRunning() ? queue.waitsFor(analysis.id()) : "";
  }

  private static AnalysisState state(Analysis analysis, int calls, String waits) {
    return switch (analysis.life()) {
      case PARTIAL -> AnalysisState.PARTIAL;
      case FINISHED -> AnalysisState.DONE;
      case FAILED -> AnalysisState.STOPPED;
      case CANCELLED -> calls > 0 ? AnalysisState.CANCELLING : AnalysisState.CANCELLED;
      case RUNNING -> waits.isEmpty() ? AnalysisState.RUNNING : AnalysisState.WAITING;
    };
  }

  private String words(Analysis analysis, AnalysisState state, String waits, Head head) {
    StringJoiner words = new StringJoiner(" · ");
    words.add(
        switch (state) {
          case RUNNING, WAITING, QUEUED -> running(analysis);
          case CANCELLING -> "Cancelled, calls on their way still settle";
          case CANCELLED -> "Cancelled";
          case DONE -> "Finished";
          case PARTIAL -> "Partial: the budget was reached";
          case STOPPED -> "Stopped";
        });
    Instant end = head.endedAt() == null ? clock.instant() : head.endedAt();
    String took = Spans.words(Duration.between(analysis.createdAt(), end));
    words.add(analysis.isRunning() ? took + " so far" : took);
    if (!waits.isEmpty()) {
      words.add("waits: " + waits);
    }
    String place = analysis.isRunning() ? line.place(analysis) : "";
    if (!place.isEmpty()) {
      words.add(place);
    }
    return words.toString();
  }

  private static String running(Analysis analysis) {
    return switch (analysis.phase()) {
      case COLLECTING -> "Collecting posts";
      case JUDGING -> "Running, wave %d of %d".formatted(analysis.wave(), analysis.waves());
      case MERGING -> "Merging";
      case RANKING -> "Ranking";
      case READING_ON -> "Reading on with what is left";
      case CHECKING, DONE -> "Reading the top again";
    };
  }

  private Map<Stage, StageLine> lines(Analysis analysis) {
    Map<Stage, StageLine> lines = new EnumMap<>(Stage.class);
    BigDecimal ranking = BigDecimal.ZERO;
    int rankingCalls = 0;
    for (StageFigures.Figures stage : figures.all(analysis.id())) {
      if (stage.stage().shownAs() == PaidStage.RANK) {
        ranking = ranking.add(stage.charge());
        rankingCalls += stage.running();
      } else {
        lines.put(Stage.valueOf(stage.stage().name()), line(analysis, stage));
      }
    }
    lines.put(Stage.RANK, rankLine(analysis, ranking, rankingCalls));
    return lines;
  }

  private static StageLine line(Analysis analysis, StageFigures.Figures stage) {
    boolean all = stage.due() > 0 && stage.done() >= stage.due();
    String state =
        stage.running() > 0 || (analysis.isRunning() && stage.done() > 0 && !all)
            ? "running"
            : stage.done() == 0 ? "waits" : all ? "done" : "slow";
    return new StageLine(
        Stage.valueOf(stage.stage().name()),
        state,
        stage.done(),
        stage.due() == 0 ? null : stage.due(),
        stage.due() == 0 ? (analysis.isRunning() ? "to come" : "none") : "",
        stage.running(),
        stage.charge());
  }

  /** Every analysis that ended is past ranking by its phase; not each of them got there. */
  static StageLine rankLine(Analysis analysis, BigDecimal charge, int calls) {
    boolean running = analysis.isRunning();
    boolean done = analysis.life() == Life.FINISHED || analysis.life() == Life.PARTIAL;
    boolean begun = done || running && analysis.phase().compareTo(Phase.MERGING) >= 0;
    String state = done ? "done" : begun ? "running" : "waits";
    String words = done ? "done" : begun ? "now" : running ? "at the end" : "none";
    return new StageLine(
        Stage.RANK,
        state,
        done ? 1 : 0,
        done ? 1 : null,
        words,
        calls,
        begun || charge.signum() > 0 ? charge : null);
  }

  private List<Found> found(Analysis analysis) {
    Map<UUID, Integer> authors = findings.authorsIn(analysis.id());
    Map<UUID, String> quote =
        quotes.best(analysis.workspaceId(), opportunities.mentions(analysis.id()));
    List<Found> found = new ArrayList<>();
    for (OpportunityRows.Row row : opportunities.of(analysis.id())) {
      found.add(
          new Found(
              row.id(),
              row.title(),
              quote.getOrDefault(row.id(), ""),
              authors.getOrDefault(row.id(), 0),
              row.foundAt()));
    }
    return found.stream()
        .sorted(java.util.Comparator.comparing(Found::candidate).thenComparing(Found::at))
        .toList();
  }

  private String collected(UUID analysisId) {
    Collected collected =
        jdbc.sql(
                """
                select count(*) as posts, coalesce(sum(comments), 0) as comments
                  from analysis_post where analysis_id = :analysis
                """)
            .param("analysis", analysisId)
            .query(Collected.class)
            .single();
    return "%,d posts and %,d comments collected"
        .formatted(collected.posts(), collected.comments());
  }

  private Head head(UUID analysisId) {
    return jdbc.sql(
            """
            select a.last_seq as version, a.ended_at, u.name as by
              from analysis a join app_user u on u.id = a.created_by
             where a.id = :id
            """)
        .param("id", analysisId)
        .query(
            (row, number) ->
                new Head(
                    row.getLong("version"),
                    row.getTimestamp("ended_at") == null
                        ? null
                        : row.getTimestamp("ended_at").toInstant(),
                    row.getString("by")))
        .single();
  }
}
