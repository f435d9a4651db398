package hub.analysis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.budget.BudgetState;
import hub.budget.Budgets;
import hub.llm.PaidCalls;
import hub.llm.Question;
import java.math.BigDecimal;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The part of the budget kept for merging and ranking at their worst case, so that a budget which
 * ends early still ends in a ranked report. Set from what is expected at the start, and again from
 * what was found after each wave.
 */
@Component
class Earmarks {
  /** One opportunity for about so many posts, from what analyses turned out to find. */
  private static final int POSTS_A_GROUP = 25;

  private static final int FEWEST_GROUPS = 4;
  private static final int ROOM_FOR_MORE = 2;

  /** Words of an ordinary length, to count a question that is not there yet. */
  private static final String SENTENCE =
      "Something goes wrong every week, takes an hour to put right and nobody says why it happened."
          + " ";

  private static final int QUOTES = 6;

  private final Budgets budgets;
  private final PaidCalls calls;
  private final Prompts prompts;
  private final Findings findings;
  private final Groups groups;
  private final EventStore events;
  private final AnalysisSettings settings;

  Earmarks(
      Budgets budgets,
      PaidCalls calls,
      Prompts prompts,
      Findings findings,
      Groups groups,
      EventStore events,
      AnalysisSettings settings) {
    this.budgets = budgets;
    this.calls = calls;
    this.prompts = prompts;
    this.findings = findings;
    this.groups = groups;
    this.events = events;
    this.settings = settings;
  }

  void atTheStart(Analysis analysis, int posts) {
    int expected = Math.max(FEWEST_GROUPS, posts / POSTS_A_GROUP);
    BigDecimal worst = worstCase(analysis, expected, expected);
    set(analysis, worst);
  }

  void asFound(Analysis analysis) {
    int found = groups.of(findings.all(analysis.id())).size() + ROOM_FOR_MORE;
    set(analysis, worstCase(analysis, found, promising(analysis) + ROOM_FOR_MORE));
  }

  /**
   * Sets the earmark to what merging and ranking need now.
   *
   * @return false if there is nothing to merge
   */
  boolean forTheEnd(Analysis analysis) {
    int found = groups.of(findings.all(analysis.id())).size();
    if (found == 0) {
      giveBack(analysis);
      return false;
    }
    set(analysis, worstCase(analysis, found, promising(analysis)));
    return true;
  }

  /**
   * Keeps as much again, as far as it is free, when an attempt that drew from the earmark is in
   * doubt: its hold stays, and asking once more must not take what later questions need.
   */
  void refill(UUID analysisId, String stage, BigDecimal hold) {
    if (stage.equals(PaidStage.MERGE.key()) || stage.equals(PaidStage.RANK.key())) {
      BudgetState state = budgets.state(analysisId);
      budgets.earmark(analysisId, state.earmarked().add(hold.min(state.free())));
    }
  }

  void giveBack(Analysis analysis) {
    budgets.earmark(analysis.id(), BigDecimal.ZERO);
  }

  /** Groups that may become opportunities: those of which at least two authors speak. */
  private int promising(Analysis analysis) {
    return (int)
        Math.max(
            1,
            findings.authorsIn(analysis.id()).values().stream()
                .filter(authors -> authors > 1)
                .count());
  }

  private void set(Analysis analysis, BigDecimal amount) {
    BudgetState state = budgets.state(analysis.id());
    BigDecimal most = state.free().add(state.earmarked()).max(BigDecimal.ZERO);
    BigDecimal kept = amount.min(most);
    if (kept.compareTo(state.earmarked()) != 0 && budgets.earmark(analysis.id(), kept)) {
      events.append(analysis.id(), new AnalysisEvent.Earmarked(kept));
    }
  }

  /** The worst case of one merging call and all readings, in US dollars of charge. */
  BigDecimal worstCase(Analysis analysis, int groupCount, int opportunities) {
    int merged = Math.min(groupCount, settings.groupsPerMerge());
    BigDecimal sum = calls.worstCase(mergeQuestion(analysis, merged)).charge();
    int each = Math.min(opportunities, settings.opportunitiesPerReading());
    int readings = calls(opportunities) + calls(Math.min(opportunities, settings.secondReadings()));
    return sum.add(
        calls
            .worstCase(rankQuestion(analysis, each))
            .charge()
            .multiply(BigDecimal.valueOf(readings)));
  }

  private int calls(int opportunities) {
    return (opportunities + settings.opportunitiesPerReading() - 1)
        / settings.opportunitiesPerReading();
  }

  private Question mergeQuestion(Analysis analysis, int count) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("topic", analysis.topic());
    for (int i = 0; i < count; i++) {
      data.withArray("groups")
          .addObject()
          .put("id", "g" + i)
          .put("problem", SENTENCE + SENTENCE)
          .put("who", SENTENCE.substring(0, SENTENCE.length() / 2));
    }
    return question(analysis, PaidStage.MERGE, data, count, Merging.cap(count));
  }

  private Question rankQuestion(Analysis analysis, int count) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("topic", analysis.topic());
    for (int i = 0; i < count; i++) {
      ObjectNode one = data.withArray("opportunities").addObject();
      one.put("id", "o" + i).put("title", SENTENCE);
      one.put("problem", SENTENCE.repeat(4)).put("who", SENTENCE);
      for (int quote = 0; quote < QUOTES; quote++) {
        one.withArray("quotes").addObject().put("id", "q" + quote).put("text", SENTENCE + SENTENCE);
      }
    }
    return question(analysis, PaidStage.RANK, data, count, Ranking.cap(count));
  }

  private Question question(
      Analysis analysis, PaidStage stage, ObjectNode data, int items, int cap) {
    return new Question(
        analysis.workspaceId(),
        analysis.id(),
        new UUID(0, 0),
        analysis.mode(),
        stage.key(),
        prompts.of(stage),
        data.toString(),
        items,
        cap,
        true);
  }
}
