package hub.integration.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What {@code jdbc:views} may be asked: views of the workspace's own rows, each with its columns. A
 * test holds them against the database.
 */
public enum FlowView {
  ANALYSES(
      "Analyses, each once.",
      List.of(
          new Column("id", "uuid", "The analysis."),
          new Column("topic", "text", "What was asked for."),
          new Column("mode", "text", "live, or sandbox for invented posts."),
          new Column(
              "state",
              "text",
              "running, partial (its budget ended it), done, cancelled or stopped."),
          new Column("communities", "text", "Where it looks, with commas between."),
          new Column("monitor_id", "uuid", "The monitor that repeats it; nothing without one."),
          new Column("charge", "numeric", "What it was charged so far, in US dollars."),
          new Column("budget", "numeric", "What it may be charged, in US dollars."),
          new Column("created_at", "timestamptz", "When it was started."),
          new Column("ended_at", "timestamptz", "When it ended; nothing while it runs."))),
  OPPORTUNITIES(
      "Opportunities and candidates, as the results show them by the standard weights. Where there"
          + " are many, choose by analysis_id or analysed_at, which is quick.",
      List.of(
          new Column("id", "uuid", "The opportunity."),
          new Column("analysis_id", "uuid", "The analysis that found it."),
          new Column("topic", "text", "What that was asked for."),
          new Column("mode", "text", "live, or sandbox for invented posts."),
          new Column("analysed_at", "timestamptz", "When that was started."),
          new Column("title", "text", "In a few words."),
          new Column("problem", "text", "In two to four sentences."),
          new Column("who", "text", "Who has it."),
          new Column("today", "text", "What they do today; empty if nobody says."),
          new Column("candidate", "boolean", "Whether too few authors said it."),
          new Column("rank", "bigint", "1 for the first of its analysis; nothing for a candidate."),
          new Column("score", "integer", "0 to 100."),
          new Column("tier", "text", "strong, promising or thin."),
          new Column("authors", "integer", "Independent authors whose words are still there."),
          new Column("threads", "bigint", "In how many threads."),
          new Column("communities", "text", "Where it was said, with commas between."),
          new Column("theme_id", "uuid", "The theme it stands in; nothing outside of all."),
          new Column("found_at", "timestamptz", "When it was found."))),
  QUOTES(
      "People's own words, without their names, as long as they may be shown.",
      List.of(
          new Column("id", "bigint", "The quote."),
          new Column("opportunity_id", "uuid", "What it is evidence for."),
          new Column("analysis_id", "uuid", "The analysis that found it."),
          new Column("kind", "text", "evidence, cue (would pay) or workaround."),
          new Column("words", "text", "Word for word. Expired and erased ones are not there."),
          new Column("community", "text", "Where it was said."),
          new Column("said_at", "timestamptz", "When."))),
  THEMES(
      "Themes, which group opportunities of all analyses.",
      List.of(
          new Column("id", "uuid", "The theme."),
          new Column("mode", "text", "live, or sandbox for invented posts."),
          new Column("title", "text", "In a few words."),
          new Column("opportunities", "bigint", "How many stand in it, candidates among them."),
          new Column("first_at", "timestamptz", "When it was first seen."))),
  MONITORS(
      "Analyses that a clock repeats.",
      List.of(
          new Column("id", "uuid", "The monitor."),
          new Column("name", "text", "What it is called."),
          new Column("topic", "text", "What it asks for."),
          new Column("communities", "text", "Where it looks, with commas between."),
          new Column("state", "text", "watching, paused or out_of_money."),
          new Column("cron", "text", "When it runs."),
          new Column("zone", "text", "By which time zone."),
          new Column("next_at", "timestamptz", "Its next run; nothing while it is paused."),
          new Column("run_budget", "numeric", "For one run, in US dollars."),
          new Column("month_budget", "numeric", "For a month, in US dollars."),
          new Column("created_at", "timestamptz", "When it was made."))),
  CHARGES_BY_DAY(
      "The ledger by day, kind, stage and model.",
      List.of(
          new Column("day", "date", "In UTC."),
          new Column("mode", "text", "live, or sandbox where no money moves."),
          new Column("kind", "text", "call, credit, refund, adjustment or rounding."),
          new Column("stage", "text", "What a call was for; nothing for other kinds."),
          new Column("model", "text", "Which model was called; nothing for other kinds."),
          new Column("entries", "bigint", "How many entries of the ledger."),
          new Column(
              "charge", "numeric", "Their sum, in US dollars; credits and refunds below 0.")));

  private final String does;
  private final List<Column> columns;

  FlowView(String does, List<Column> columns) {
    this.does = does;
    this.columns = columns;
  }

  /**
   * One of its columns.
   *
   * @param type as PostgreSQL calls it
   */
  public record Column(String name, String type, String meaning) {}

  /** {@code charges_by_day}: what statements call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String does() {
    return does;
  }

  public List<Column> columns() {
    return columns;
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(FlowView::word).toList();
  }
}
