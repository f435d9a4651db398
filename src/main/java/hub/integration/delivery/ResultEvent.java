package hub.integration.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a result flow is told. A flow named {@code crm} that wants {@link #OPPORTUNITY} consumes
 * from {@code direct:flow-crm-opportunity}. The body is a map with the event's fields, so {@code
 * ${body[title]}} reads one; the headers are {@link #HEADERS}.
 */
public enum ResultEvent {
  /** An analysis has ended and this opportunity stands; each is told once. */
  OPPORTUNITY(
      "A new opportunity",
      "An analysis has ended and found this opportunity. Each is told once.",
      List.of(
          new Field("event", "text", "opportunity", "What happened."),
          new Field("id", "text", "7b1c9a52-…", "The opportunity."),
          new Field("analysis", "text", "2f0d6c1e-…", "The analysis that found it."),
          new Field("topic", "text", "translation work", "What was asked for."),
          new Field("mode", "text", "live", "live, or sandbox for invented posts."),
          new Field("title", "text", "Invoicing takes evenings", "In a few words."),
          new Field("problem", "text", "Freelancers write …", "In two to four sentences."),
          new Field("who", "text", "freelance translators", "Who has it."),
          new Field("today", "text", "spreadsheets", "What they do today; empty if nobody says."),
          new Field("rank", "number", "1", "By the standard weights; 1 for the first."),
          new Field("score", "number", "71", "0 to 100, by the standard weights."),
          new Field("tier", "text", "strong", "strong, promising or thin."),
          new Field("authors", "number", "5", "Independent authors."),
          new Field("communities", "list of text", "[\"translator\"]", "Where it was said."),
          new Field(
              "quotes",
              "list of maps",
              "[{\"words\": \"…\", \"community\": \"translator\"}]",
              "Up to five of people's own words that have not expired, without their names."),
          new Field(
              "path", "text", "/analyses/2f0d6c1e-…/opportunities/7b1c9a52-…", "Its page here."))),
  /** An analysis has ended, or has ended again after its budget was raised. */
  ANALYSIS(
      "A finished analysis",
      "An analysis has ended, or ended again after its budget was raised.",
      List.of(
          new Field("event", "text", "analysis", "What happened."),
          new Field("id", "text", "2f0d6c1e-…", "The analysis."),
          new Field("topic", "text", "translation work", "What was asked for."),
          new Field("mode", "text", "live", "live, or sandbox for invented posts."),
          new Field("partial", "yes or no", "false", "Whether its budget ended it."),
          new Field("opportunities", "number", "4", "How many it found."),
          new Field("candidates", "number", "9", "What too few authors said."),
          new Field("posts", "number", "320", "How many posts were collected."),
          new Field("charge", "text", "1.24", "What it was charged, in US dollars."),
          new Field("path", "text", "/analyses/2f0d6c1e-…", "Its page here.")));

  /** The headers that every event has. */
  public static final List<Field> HEADERS =
      List.of(
          new Field(
              "event-id",
              "text",
              "evt_1f0c…",
              "The same for each try, by which a receiver knows what it has seen."),
          new Field("event", "text", "opportunity", "What happened."),
          new Field("event-at", "text", "2026-11-29T08:00:00Z", "When it happened."));

  private final String title;
  private final String meaning;
  private final List<Field> fields;

  ResultEvent(String title, String meaning, List<Field> fields) {
    this.title = title;
    this.meaning = meaning;
    this.fields = fields;
  }

  /**
   * One thing that an event says.
   *
   * @param type in words: {@code text}, {@code number}
   */
  public record Field(String name, String type, String example, String meaning) {}

  /** {@code A new opportunity}. */
  public String title() {
    return title;
  }

  /** When it is told, in a sentence or two. */
  public String meaning() {
    return meaning;
  }

  /** What its body holds, by name. */
  public List<Field> fields() {
    return fields;
  }

  /** {@code opportunity}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The endpoint from which a flow of this name gets it. */
  public String endpoint(String flow) {
    return "direct:flow-" + flow + "-" + word();
  }

  /** The event that the database calls so. */
  static ResultEvent of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow();
  }
}
