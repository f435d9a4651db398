package hub.analysis;

import hub.CommunityName;
import hub.analysis.view.LogLine;
import hub.analysis.view.LogLine.Piece;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts each event in words for the log. */
final class LogWords {
  private static final Map<String, String> STANCES =
      Map.of(
          "same_problem", "have the problem",
          "would_pay", "would pay",
          "workaround", "tell a workaround",
          "names_product", "name a product",
          "disagrees", "disagree",
          "promotion", "promotion");

  private final Map<UUID, String> titles;

  /**
   * @param titles the titles under which opportunities were found, so that no line changes later;
   *     one that is gone is told without a link
   */
  LogWords(Map<UUID, String> titles) {
    this.titles = titles;
  }

  LogLine line(EventStore.Stored stored) {
    return new LogLine(stored.seq(), stored.at(), pieces(stored.event()), amount(stored.event()));
  }

  private static @Nullable BigDecimal amount(AnalysisEvent event) {
    return switch (event) {
      case AnalysisEvent.Settled settled -> settled.charge();
      case AnalysisEvent.Reused reused -> BigDecimal.ZERO;
      default -> null;
    };
  }

  private List<Piece> pieces(AnalysisEvent event) {
    return switch (event) {
      case AnalysisEvent.Started e ->
          words("Started with a budget of %s".formatted(money(e.budget(), 2)));
      case AnalysisEvent.CommunityCollected e -> words(collected(e));
      case AnalysisEvent.CommunityClosed e ->
          words("%s can’t be read: %s".formatted(CommunityName.shown(e.community()), e.reason()));
      case AnalysisEvent.SourceStopped e ->
          words("The source stopped, nothing more is asked: " + e.reason());
      case AnalysisEvent.Planned e -> words(planned(e));
      case AnalysisEvent.Earmarked e ->
          words("Kept %s for merging and ranking".formatted(money(e.amount(), 4)));
      case AnalysisEvent.Called e ->
          List.of(
              Piece.plain("Called "),
              stage(e.stage()),
              Piece.plain(
                  " for %s, held %s".formatted(items(e.stage(), e.items()), money(e.held(), 4))));
      case AnalysisEvent.Settled e ->
          List.of(
              stage(e.stage()),
              Piece.plain(
                  " %s for %s".formatted(outcome(e.outcome()), items(e.stage(), e.items()))));
      case AnalysisEvent.Released e ->
          List.of(stage(e.stage()), Piece.plain(": hold given back, " + e.why()));
      case AnalysisEvent.Doubted e ->
          List.of(
              stage(e.stage()),
              Piece.plain(": sent but never answered, its hold stays: " + e.why()));
      case AnalysisEvent.Reused e ->
          words(
              "Answer was recorded before: not asked again, %s saved"
                  .formatted(money(e.saved(), 4)));
      case AnalysisEvent.PostsSorted e -> words(sorted(e));
      case AnalysisEvent.PostsJudged e ->
          words(
              "%d of %s %s a real problem and %s on"
                  .formatted(
                      e.kept().size(),
                      count(e.kept().size() + e.left().size(), "post", "posts"),
                      e.kept().size() == 1 ? "shows" : "show",
                      e.kept().size() == 1 ? "goes" : "go"));
      case AnalysisEvent.AntiPatternsChecked e -> words(antiPatterns(e));
      case AnalysisEvent.CommentsCollected e ->
          words(
              "Fetched %s below a post%s"
                  .formatted(
                      count(e.comments(), "comment", "comments"),
                      e.complete() ? "" : ", the thread is incomplete"));
      case AnalysisEvent.CommentsRead e -> words(read(e));
      case AnalysisEvent.QuoteDropped e ->
          words(
              "Dropped a quote: not found word for word in its "
                  + (e.stage().equals(PaidStage.COMMENTS.key()) ? "comment" : "post"));
      case AnalysisEvent.ItemRefused e ->
          words("Left out one %s: %s".formatted(item(e.stage()), e.why()));
      case AnalysisEvent.BatchSplit e ->
          words(
              "%s. Split into %d calls, not sent again as it was"
                  .formatted(capital(e.why()), e.parts()));
      case AnalysisEvent.IdsRefused e -> words(ids(e));
      case AnalysisEvent.Waiting e -> words("Waiting: " + e.why());
      case AnalysisEvent.CandidateFound e ->
          List.of(Piece.plain("New candidate: "), title(e.opportunity()));
      case AnalysisEvent.BecameOpportunity e ->
          List.of(
              title(e.opportunity()),
              Piece.plain(
                  " reached %d independent authors: now an opportunity".formatted(e.authors())));
      case AnalysisEvent.WaveEnded e ->
          words("Wave %d of %d passed all stages".formatted(e.wave(), e.of()));
      case AnalysisEvent.BudgetReached e ->
          words(
              "Budget reached: %s of %s charged, %s not judged"
                  .formatted(
                      money(e.charged(), 4),
                      money(e.limit(), 2),
                      count(e.left(), "post", "posts")));
      case AnalysisEvent.BudgetRaised e ->
          words("Budget raised from %s to %s".formatted(money(e.from(), 2), money(e.to(), 2)));
      case AnalysisEvent.Merged e ->
          words(
              "Merged %s into %d"
                  .formatted(count(e.groups(), "group", "groups"), e.opportunities()));
      case AnalysisEvent.Ranked e ->
          words("Ranked %s".formatted(count(e.opportunities(), "opportunity", "opportunities")));
      case AnalysisEvent.GivenUp e ->
          words("Gave up one job (%s): %s".formatted(e.kind(), e.error()));
      case AnalysisEvent.Finished e -> words(finished(e));
      case AnalysisEvent.Cancelled e -> words("Cancelled; nothing new starts");
      case AnalysisEvent.KeptAsItIs e -> words("Kept as it is");
    };
  }

  private static String collected(AnalysisEvent.CommunityCollected e) {
    StringJoiner words = new StringJoiner(", ");
    words.add(
        "Collected %s of %s"
            .formatted(count(e.posts(), "post", "posts"), CommunityName.shown(e.community())));
    if (e.by() != null && !e.by().isEmpty()) {
      words.add("by " + e.by());
    }
    if (e.repeats() > 0) {
      words.add("%d came twice".formatted(e.repeats()));
    }
    if (!e.complete()) {
      words.add("incomplete: " + e.note());
    }
    return words.toString();
  }

  private static String planned(AnalysisEvent.Planned e) {
    String left = e.leftOut() == 0 ? "" : ", %d left out".formatted(e.leftOut());
    return "%s in %s, most promising first%s"
        .formatted(count(e.posts(), "post", "posts"), count(e.waves(), "wave", "waves"), left);
  }

  private static String sorted(AnalysisEvent.PostsSorted e) {
    long promotion = e.labels().values().stream().filter("promotion"::equals).count();
    long other = e.labels().size() - e.fit().size() - promotion;
    StringJoiner words = new StringJoiner(", ");
    words.add("Of %s %d fit".formatted(count(e.labels().size(), "post", "posts"), e.fit().size()));
    if (promotion > 0) {
      words.add(promotion + " promotion");
    }
    if (other > 0) {
      words.add(other + " other");
    }
    return words.toString();
  }

  private static String antiPatterns(AnalysisEvent.AntiPatternsChecked e) {
    StringJoiner words = new StringJoiner(", ");
    e.found()
        .forEach(
            (pattern, posts) -> words.add("%d %s".formatted(posts, pattern.replace('_', ' '))));
    String found = e.found().isEmpty() ? "nothing found" : words.toString();
    return "Anti-patterns in %s: %s"
        .formatted(count(e.survivors().size() + e.left().size(), "post", "posts"), found);
  }

  private static String read(AnalysisEvent.CommentsRead e) {
    StringJoiner words = new StringJoiner(", ");
    e.stances()
        .forEach(
            (stance, comments) -> {
              if (STANCES.containsKey(stance)) {
                words.add("%d %s".formatted(comments, STANCES.get(stance)));
              }
            });
    String said = words.length() == 0 ? "nothing on the problem" : words.toString();
    return "Of %s: %s".formatted(count(e.comments(), "comment", "comments"), said);
  }

  private static String ids(AnalysisEvent.IdsRefused e) {
    List<String> parts = new ArrayList<>();
    if (e.foreign() > 0) {
      parts.add("%d that nobody asked about".formatted(e.foreign()));
    }
    if (e.repeated() > 0) {
      parts.add("%d answered twice".formatted(e.repeated()));
    }
    return "Refused ids in the answer: " + String.join(", ", parts);
  }

  private static String finished(AnalysisEvent.Finished e) {
    return "%s: %s and %s from %s"
        .formatted(
            e.partial() ? "Partial report ready" : "Report ready",
            count(e.opportunities(), "opportunity", "opportunities"),
            count(e.candidates(), "candidate", "candidates"),
            count(e.posts(), "post", "posts"));
  }

  private Piece title(UUID opportunity) {
    String title = titles.get(opportunity);
    return title == null ? Piece.plain("a problem") : Piece.opportunity(opportunity, title);
  }

  private static List<Piece> words(String words) {
    return List.of(Piece.plain(words));
  }

  private static Piece stage(String key) {
    return Piece.strong(PaidStage.of(key).title());
  }

  private static String outcome(String outcome) {
    return switch (outcome) {
      case "answered" -> "answered";
      case "refused" -> "was refused by the model";
      case "truncated" -> "was cut off";
      case "malformed" -> "came back in the wrong form";
      default -> outcome;
    };
  }

  private static String items(String stage, int items) {
    return switch (PaidStage.of(stage)) {
      case CLASSIFY, FEASIBILITY, ANTIPATTERNS -> count(items, "post", "posts");
      case COMMENTS -> count(items, "comment", "comments");
      case MERGE -> count(items, "group", "groups");
      case RANK -> count(items, "opportunity", "opportunities");
      case EMBED -> count(items, "text", "texts");
    };
  }

  private static String item(String stage) {
    return stage.equals(PaidStage.COMMENTS.key()) ? "comment" : "post";
  }

  private static String count(int number, String one, String many) {
    return "%,d %s".formatted(number, number == 1 ? one : many);
  }

  private static String money(BigDecimal amount, int places) {
    return "$" + amount.setScale(places, RoundingMode.UP).toPlainString();
  }

  private static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
