package browser;

import static hub.analysis.view.AntiPattern.PLATFORM_DEPENDENT;
import static hub.analysis.view.AntiPattern.REGULATED;
import static hub.analysis.view.AntiPattern.WELL_SERVED;

import hub.Mode;
import hub.analysis.view.AnalysisLine;
import hub.analysis.view.AnalysisState;
import hub.analysis.view.AntiPattern;
import hub.analysis.view.Ends;
import hub.analysis.view.Estimate;
import hub.analysis.view.Estimate.StageCost;
import hub.analysis.view.Facts;
import hub.analysis.view.Facts.Reading;
import hub.analysis.view.FirstPage;
import hub.analysis.view.LiveView;
import hub.analysis.view.LiveView.Found;
import hub.analysis.view.LiveView.StageLine;
import hub.analysis.view.LogLine;
import hub.analysis.view.LogLine.Piece;
import hub.analysis.view.MoneyLine;
import hub.analysis.view.Notice;
import hub.analysis.view.Opportunity;
import hub.analysis.view.Range;
import hub.analysis.view.ResultsView;
import hub.analysis.view.ResultsView.Candidate;
import hub.analysis.view.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One analysis of invented posts, at several instants of its life. */
final class Samples {
  static final UUID LIVE = id(1);
  static final UUID DONE = id(2);
  static final UUID PARTIAL = id(3);
  static final UUID CANCELLED = id(4);
  static final UUID STOPPED = id(5);
  static final String TOPIC = "Invoicing for freelance translators";

  private Samples() {}

  static UUID id(int n) {
    return new UUID(0x5105CE0000004000L, 0x8000000000000000L + n);
  }

  static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }

  static Range range(String low, String high) {
    return new Range(usd(low), usd(high));
  }

  static Instant at(String time) {
    return Instant.parse("2026-11-23T" + time + "Z");
  }

  static FirstPage firstPage() {
    return new FirstPage(
        List.of(
            new FirstPage.Topic(
                "invoicing",
                TOPIC,
                "Late agencies, rejecting portals, lump payments.",
                412,
                138,
                List.of("TranslationStudies", "freelance", "translator"),
                List.of("digitalnomad", "freelanceWriters", "smallbusinessuk"),
                range("1.10", "1.62"),
                1),
            new FirstPage.Topic(
                "shifts",
                "Shift swaps in small veterinary clinics",
                "Rotas on paper, night cover, who owes whom.",
                367,
                121,
                List.of("veterinary", "VetTech"),
                List.of("shiftwork"),
                range("0.96", "1.44"),
                1),
            new FirstPage.Topic(
                "allergens",
                "Allergen lists in restaurant kitchens",
                "Menus that change daily, staff that change weekly.",
                340,
                109,
                List.of("KitchenConfidential", "Chefit"),
                List.of("restaurateur"),
                range("0.88", "1.37"),
                1)),
        false,
        "The sandbox knows three topics. Any other honestly finds nothing here.",
        List.of("hacker-news"));
  }

  static Estimate estimate() {
    return new Estimate(
        List.of(
            new StageCost(Stage.CLASSIFY, "all 400 posts", range("0.27", "0.31")),
            new StageCost(Stage.FEASIBILITY, "about 130 posts", range("0.38", "0.52")),
            new StageCost(Stage.ANTIPATTERNS, "about 95 posts", range("0.19", "0.27")),
            new StageCost(Stage.COMMENTS, "about 2,000", range("0.22", "0.44")),
            new StageCost(Stage.RANK, "held from the start", range("0.04", "0.08"))),
        range("1.10", "1.62"),
        usd("1.34"),
        usd("0.22"),
        usd("0.70"),
        412,
        412,
        40);
  }

  static MoneyLine money(
      String budget, String charged, String held, int calls, String earmarked, String freeFor) {
    return new MoneyLine(
        usd(budget),
        usd(charged),
        usd(held),
        calls,
        usd(earmarked),
        freeFor,
        range("1.10", "1.62"),
        usd("1.34"));
  }

  static LiveView live() {
    return new LiveView(
        LIVE,
        187,
        TOPIC,
        Mode.SANDBOX,
        AnalysisState.RUNNING,
        "Running, wave 3 of 4 · 2 min 31 s so far · waits: Reddit’s limit of 100 requests a minute",
        at("14:00:00"),
        "Mira Okafor",
        money("2.00", "0.83155", "0.02238", 5, "0.04", "for 74 posts not yet judged"),
        List.of(
            new StageLine(Stage.CLASSIFY, "running", 312, 412, "", 2, usd("0.2148")),
            new StageLine(Stage.FEASIBILITY, "running", 96, 128, "", 1, usd("0.2874")),
            new StageLine(Stage.ANTIPATTERNS, "running", 71, 96, "", 0, usd("0.1502")),
            new StageLine(Stage.COMMENTS, "running", 1204, 1960, "", 2, usd("0.1792")),
            new StageLine(Stage.RANK, "waits", 0, null, "at the end", 0, null)),
        "412 posts and 3,118 comments collected",
        found(),
        "Order settled after wave 2.",
        List.of(),
        new Ends(at("14:02:31"), at("14:03:31"), at("14:04:31"), at("14:02:43")));
  }

  static List<Found> found() {
    return List.of(
        new Found(
            id(101),
            "Agency portals reject the invoice and nobody says why",
            "I would happily pay fifteen a month to never type that again.",
            12,
            at("14:01:14")),
        new Found(
            id(102),
            "One bank transfer pays for nine jobs and the sums do not match",
            "Nine jobs, one transfer, 38 cents missing. I lost a Sunday to it.",
            10,
            at("14:01:27")),
        new Found(
            id(103),
            "Reverse-charge wording differs for every EU client",
            "I paid an accountant 90 euros for one sentence on an invoice.",
            8,
            at("14:01:52")),
        new Found(
            id(104),
            "Chasing a late agency without losing it",
            "I rewrite the same polite reminder for an hour because they are half my income.",
            9,
            at("14:02:03")),
        new Found(
            id(105),
            "Minimum fees that never reach the invoice",
            "A 40-word job takes me an hour with the admin, and I still bill 40 words.",
            2,
            at("14:02:24")),
        new Found(
            id(107),
            "Word counts that the client’s tool disputes",
            "Their count says 4,112 and mine says 4,390. Guess whose is paid.",
            2,
            at("14:02:09")),
        new Found(
            id(111),
            "Quarterly statements for a shared office of translators",
            "We are four in one office and nobody knows who paid for the dictionary.",
            1,
            at("14:01:40")));
  }

  static List<LogLine> log(int most) {
    List<LogLine> lines = new ArrayList<>();
    for (int position = 1; position <= most; position++) {
      lines.add(line(position));
    }
    return lines;
  }

  static LogLine line(int position) {
    Instant at = at("14:00:00").plusMillis(810L * position);
    List<Piece> pieces =
        switch (position % 6) {
          case 0 ->
              List.of(
                  Piece.strong("Judge feasibility"),
                  Piece.plain(" answered for 12 posts: 9 go on"));
          case 1 ->
              List.of(
                  Piece.plain("Called "),
                  Piece.strong("Read comments"),
                  Piece.plain(" for 24 comments, held $0.0061"));
          case 2 -> List.of(Piece.plain("Dropped a quote: not found word for word in its comment"));
          case 3 ->
              List.of(
                  Piece.strong("Sort posts"),
                  Piece.plain(" answered for 20 posts: 4 fit, 3 promotion, 13 other"));
          case 4 ->
              List.of(
                  Piece.plain("New candidate: "),
                  Piece.opportunity(id(105), "Minimum fees that never reach the invoice"));
          default ->
              List.of(Piece.plain("Waiting for Reddit’s limit: 100 of 100 used, frees in 12 s"));
        };
    BigDecimal amount =
        position % 3 == 0 ? usd("0.0084").add(BigDecimal.valueOf(position, 5)) : null;
    return new LogLine(position, at, pieces, amount);
  }

  static List<AnalysisLine> analyses() {
    return List.of(
        line(
            LIVE,
            TOPIC,
            "r/TranslationStudies and 2 more",
            AnalysisState.RUNNING,
            "Running, 1 to 2 min left",
            4,
            3,
            money("2.00", "0.8316", "0.0224", 5, "0.04", ""),
            "2026-11-23T14:00:00Z",
            "Mira Okafor"),
        line(
            id(11),
            "Booking for mobile dog groomers",
            "r/doggrooming",
            AnalysisState.QUEUED,
            "4th in line, starts in 5 to 8 min",
            null,
            null,
            money("1.50", "0", "0", 0, "0", ""),
            "2026-11-23T13:58:00Z",
            "Jonas Feld"),
        line(
            id(12),
            "Studio hire for podcasters",
            "r/podcasting and 4 more",
            AnalysisState.WAITING,
            "Waits for OpenAI, goes on by itself",
            2,
            5,
            money("1.50", "0.3102", "0.0224", 1, "0.02", ""),
            "2026-11-23T13:51:00Z",
            "Jonas Feld"),
        line(
            PARTIAL,
            "Allergen lists in restaurant kitchens",
            "r/KitchenConfidential and 2 more",
            AnalysisState.PARTIAL,
            "Partial, budget reached",
            6,
            4,
            money("1.00", "0.9981", "0", 0, "0", ""),
            "2026-11-23T11:20:00Z",
            "Mira Okafor"),
        line(
            DONE,
            "Wedding photographers and deposits",
            "r/photography and 1 more",
            AnalysisState.DONE,
            "Done in 4 min 40 s",
            11,
            6,
            money("2.50", "1.9310", "0", 0, "0", ""),
            "2026-11-22T09:00:00Z",
            "Mira Okafor"),
        line(
            CANCELLED,
            "Scheduling for tree surgeons",
            "r/arborists",
            AnalysisState.CANCELLED,
            "Cancelled, ranked so far",
            1,
            2,
            money("2.00", "0.1874", "0", 0, "0", ""),
            "2026-11-21T09:00:00Z",
            "Jonas Feld"));
  }

  private static AnalysisLine line(
      UUID id,
      String topic,
      String where,
      AnalysisState state,
      String words,
      @Nullable Integer opportunities,
      @Nullable Integer candidates,
      MoneyLine money,
      String startedAt,
      String by) {
    return new AnalysisLine(
        id,
        topic,
        where,
        state,
        words,
        opportunities,
        candidates,
        money,
        Instant.parse(startedAt),
        by);
  }

  static List<Opportunity> opportunities() {
    return List.of(
        opportunity(
            101,
            "Agency portals reject the invoice and nobody says why",
            "I would happily pay fifteen a month to never type that again.",
            "Freelancers who bill three or more agencies",
            Set.of(),
            new Facts(
                14, 19, 64, 42, Reading.of(4), Reading.of(3), Reading.of(3), Reading.of(3, 4)),
            "0.1184"),
        opportunity(
            102,
            "One bank transfer pays for nine jobs and the sums do not match",
            "Nine jobs, one transfer, 38 cents missing. I lost a Sunday to it.",
            "Translators on monthly agency settlement",
            Set.of(),
            new Facts(11, 13, 61, 28, Reading.of(3), Reading.of(3), Reading.of(4), Reading.of(3)),
            "0.0967"),
        opportunity(
            103,
            "Reverse-charge wording differs for every EU client",
            "I paid an accountant 90 euros for one sentence on an invoice.",
            "VAT-registered freelancers with clients abroad",
            Set.of(REGULATED),
            new Facts(9, 10, 58, 17, Reading.of(3), Reading.of(4), Reading.of(3), Reading.of(2)),
            "0.0741"),
        opportunity(
            104,
            "Chasing a late agency without losing it",
            "I rewrite the same polite reminder for an hour because they are half my income.",
            "Freelancers with 45 and 60-day terms",
            Set.of(WELL_SERVED),
            new Facts(12, 16, 52, 9, Reading.of(4), Reading.of(2, 3), Reading.of(4), Reading.of(1)),
            "0.0803"),
        opportunity(
            105,
            "Minimum fees that never reach the invoice",
            "A 40-word job takes me an hour with the admin, and I still bill 40 words.",
            "Translators with many small jobs",
            Set.of(),
            new Facts(6, 7, 71, 60, Reading.of(2), Reading.of(3), Reading.of(4), Reading.of(3)),
            "0.0412"),
        opportunity(
            106,
            "Small transfers lose 4 % to fees and exchange",
            "By the time it lands, four per cent is gone, every single time.",
            "Freelancers paid in another currency",
            Set.of(WELL_SERVED, PLATFORM_DEPENDENT),
            new Facts(8, 9, 40, -12, Reading.of(3), Reading.of(3), Reading.of(2), Reading.of(0)),
            "0.0538"),
        opportunity(
            107,
            "Word counts that the client’s tool disputes",
            "Their count says 4,112 and mine says 4,390. Guess whose is paid.",
            "Translators paid per source word",
            Set.of(),
            new Facts(5, 5, 48, 5, Reading.of(3), Reading.of(1), Reading.of(3), Reading.of(2)),
            "0.0327"),
        opportunity(
            108,
            "A tax residence certificate for each agency, each year",
            "Six agencies, six forms, six stamps. Each January.",
            "Freelancers with agencies in several countries",
            Set.of(REGULATED),
            new Facts(4, 4, 35, 0, Reading.of(2), Reading.of(1), Reading.of(2), Reading.of(2)),
            "0.0286"));
  }

  private static Opportunity opportunity(
      int id,
      String title,
      String quote,
      String who,
      Set<AntiPattern> patterns,
      Facts facts,
      String charge) {
    Set<AntiPattern> ordered = patterns.isEmpty() ? Set.of() : EnumSet.copyOf(patterns);
    List<String> communities =
        List.of("TranslationStudies", "freelance", "translator", "smallbusinessuk");
    return new Opportunity(
        id(id), title, quote, who, ordered, communities.subList(0, 1 + id % 4), facts, usd(charge));
  }

  static ResultsView results(UUID id) {
    boolean partial = id.equals(PARTIAL);
    Map<Stage, BigDecimal> charges = new EnumMap<>(Stage.class);
    charges.put(Stage.CLASSIFY, usd("0.2841"));
    charges.put(Stage.FEASIBILITY, usd("0.4312"));
    charges.put(Stage.ANTIPATTERNS, usd("0.2206"));
    charges.put(Stage.COMMENTS, usd("0.2915"));
    charges.put(Stage.RANK, usd("0.0600"));
    return new ResultsView(
        id,
        TOPIC,
        Mode.SANDBOX,
        state(id),
        at("14:00:00"),
        partial ? Duration.ofSeconds(178) : Duration.ofSeconds(232),
        412,
        partial ? 239 : 412,
        1960,
        partial
            ? money("1.00", "0.9981", "0", 0, "0", "")
            : money("2.00", "1.28735", "0", 0, "0", ""),
        opportunities(),
        List.of(
            new Candidate(
                id(111),
                "Quarterly statements for a shared office of translators",
                2,
                usd("0.0163")),
            new Candidate(
                id(112), "Invoice in the client’s language, books in mine", 2, usd("0.0141")),
            new Candidate(
                id(113), "Proof that a rush fee was agreed by telephone", 1, usd("0.0087"))),
        charges,
        usd("0.7225"),
        usd("0.0079"),
        partial ? new ResultsView.Partial(173, range("0.55", "0.80"), usd("2.00")) : null,
        notices(id));
  }

  static AnalysisState state(UUID id) {
    return id.equals(PARTIAL)
        ? AnalysisState.PARTIAL
        : id.equals(CANCELLED)
            ? AnalysisState.CANCELLED
            : id.equals(STOPPED)
                ? AnalysisState.STOPPED
                : id.equals(DONE) ? AnalysisState.DONE : AnalysisState.RUNNING;
  }

  static List<Notice> notices(UUID id) {
    if (id.equals(CANCELLED)) {
      return List.of(
          Notice.info(
              "Cancelled.",
              "Nothing new starts. 2 calls are on their way and may still cost up to $0.0187; what"
                  + " they do not use comes back."));
    }
    if (id.equals(STOPPED)) {
      return List.of(
          Notice.bad(
              "Reddit refused access (403).",
              "Collection from Reddit has stopped and is not retried. 212 posts that were already"
                  + " here are being judged."),
          Notice.warn(
              "1 call has no answer.",
              "$0.0131 stays held and is not charged. It ends with OpenAI’s usage report, or"
                  + " tomorrow at 14:02."),
          Notice.info(
              "OpenAI does not answer.",
              "This analysis waits and goes on by itself; nothing is lost and nothing is charged"
                  + " for waiting."));
    }
    return List.of();
  }
}
