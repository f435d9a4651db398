package hub.analysis.view;

import hub.web.CurrentUser;
import hub.web.Format;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Fills the page of an analysis that has ended: the ranking, what it cost, and what could be done
 * about a partial one.
 */
@Component
class ResultsPage {
  private final AnalysisReader reader;
  private final Marks marks;
  private final Format fmt;

  ResultsPage(AnalysisReader reader, Marks marks, Format fmt) {
    this.reader = reader;
    this.marks = marks;
    this.fmt = fmt;
  }

  /** One stage's share of what was charged. */
  record Went(Stage stage, BigDecimal charge, double share) {}

  /**
   * What one opportunity or candidate was charged.
   *
   * @param charges in the order of the stages
   */
  record Spent(String title, List<BigDecimal> charges, BigDecimal together) {
    static Spent of(String title, List<Stage> stages, Map<Stage, BigDecimal> byStage) {
      List<BigDecimal> charges =
          stages.stream().map(stage -> byStage.getOrDefault(stage, BigDecimal.ZERO)).toList();
      return new Spent(title, charges, charges.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }
  }

  /**
   * @param rowsOnly whether only the ranking is wanted, as after a weight moved
   * @return the view's name
   */
  String show(CurrentUser user, UUID id, Choice choice, boolean rowsOnly, Model model) {
    ResultsView results =
        reader.results(user.workspaceId(), id).orElseThrow(AnalysisController::notFound);
    model.addAttribute("place", "analyses");
    model.addAttribute("results", results);
    model.addAttribute("ranking", ranking(user, results, choice));
    model.addAttribute("parts", Part.values());
    model.addAttribute("tiers", Tier.values());
    if (rowsOnly) {
      return "analysis/ranking :: update";
    }
    model.addAttribute("sorts", Sort.values());
    model.addAttribute("marks", Marked.values());
    model.addAttribute("once", Facts.Reading.of(3));
    model.addAttribute("twice", Facts.Reading.of(3, 4));
    model.addAttribute("summary", summary(results));
    model.addAttribute("went", went(results));
    model.addAttribute("stages", Stage.shown(results.stageCharges()));
    model.addAttribute("spent", spent(user, results));
    model.addAttribute("mayStart", user.maySpend());
    if (results.partial() != null && !model.containsAttribute("typedBudget")) {
      model.addAttribute("typedBudget", fmt.typed(results.partial().suggested()));
    }
    return "analysis/results";
  }

  private Ranking ranking(CurrentUser user, ResultsView results, Choice choice) {
    return Ranking.of(
        results.opportunities(), choice, marks.of(user.workspaceId(), user.id(), results.id()));
  }

  /** Opportunities, then candidates, each kind's dearest first. */
  private List<Spent> spent(CurrentUser user, ResultsView results) {
    Map<UUID, Map<Stage, BigDecimal>> charges = reader.charges(user.workspaceId(), results.id());
    List<Stage> stages = Stage.shown(results.stageCharges());
    Comparator<Spent> dearestFirst = Comparator.comparing(Spent::together).reversed();
    return Stream.concat(
            results.opportunities().stream()
                .map(one -> Spent.of(one.title(), stages, charges.getOrDefault(one.id(), Map.of())))
                .sorted(dearestFirst),
            results.candidates().stream()
                .map(one -> Spent.of(one.title(), stages, charges.getOrDefault(one.id(), Map.of())))
                .sorted(dearestFirst))
        .toList();
  }

  private List<Went> went(ResultsView results) {
    BigDecimal most =
        results.stageCharges().values().stream()
            .max(BigDecimal::compareTo)
            .filter(max -> max.signum() > 0)
            .orElse(BigDecimal.ONE);
    return Stage.shown(results.stageCharges()).stream()
        .map(
            stage ->
                new Went(stage, results.stageCharges().getOrDefault(stage, BigDecimal.ZERO), 0))
        .map(
            went ->
                new Went(
                    went.stage(), went.charge(), went.charge().doubleValue() / most.doubleValue()))
        .toList();
  }

  private String summary(ResultsView results) {
    List<String> words = new ArrayList<>();
    String found =
        fmt.count(results.opportunities().size(), "opportunity", "opportunities")
            + " and "
            + fmt.count(results.candidates().size(), "candidate", "candidates");
    boolean partial = results.judged() < results.posts();
    words.add((partial ? "Partial: " : "") + found + " from " + read(results));
    words.add(
        fmt.running(results.money().shownCharged())
            + " charged of "
            + fmt.money(results.money().budget()));
    words.add(fmt.duration(results.took()));
    return String.join(" · ", words);
  }

  private String read(ResultsView results) {
    if (results.judged() < results.posts()) {
      return fmt.number(results.judged()) + " of " + fmt.count(results.posts(), "post", "posts");
    }
    return fmt.count(results.posts(), "post", "posts")
        + " and "
        + fmt.count(results.comments(), "comment", "comments");
  }
}
