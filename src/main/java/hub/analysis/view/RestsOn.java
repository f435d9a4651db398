package hub.analysis.view;

import hub.web.Format;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Says in words what each part of a score rests on. */
@Component
public class RestsOn {
  private final Format fmt;

  RestsOn(Format fmt) {
    this.fmt = fmt;
  }

  /**
   * @param fact what was counted or judged
   * @param more what else matters, from its comma on; empty if nothing does
   */
  public record Words(String fact, String more) {}

  /** What each part of this opportunity rests on. */
  public Map<Part, Words> of(OpportunityView view) {
    Map<Part, Words> words = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      words.put(part, part.counted() ? counted(part, view) : judged(part, view));
    }
    return words;
  }

  /** {@code 18 more quotes by 10 authors}. */
  String moreQuotes(List<Quote> rest) {
    long authors = rest.stream().map(Quote::author).filter(Objects::nonNull).distinct().count();
    String more = rest.size() == 1 ? "1 more quote" : fmt.number(rest.size()) + " more quotes";
    return authors == 0 ? more : more + " by " + fmt.count(authors, "author", "authors");
  }

  private Words counted(Part part, OpportunityView view) {
    Facts facts = view.opportunity().facts();
    return switch (part) {
      case AUTHORS ->
          new Words(
              fmt.count(facts.authors(), "independent author", "independent authors"),
              clause(view.uncounted()));
      case THREADS ->
          new Words(
              fmt.count(facts.threads(), "thread", "threads"),
              ", "
                  + fmt.count(view.opportunity().communities().size(), "community", "communities"));
      case RECENT ->
          new Words(fmt.percent(facts.recentPercent()) + " of mentions in the last 90 days", "");
      case GROWTH ->
          facts.growthPercent() == null
              ? new Words("nothing to compare with", ", no mention in the 90 days before")
              : new Words(fmt.change(facts.growthPercent()) + " against the 90 days before", "");
      case PAIN, WOULD_PAY, DOABLE, ROOM ->
          throw new IllegalStateException(part + " is judged, not counted");
    };
  }

  private static Words judged(Part part, OpportunityView view) {
    Facts.Reading reading = part.reading(view.opportunity().facts());
    String why = clause(view.why().getOrDefault(part, ""));
    String other =
        reading.other() == null ? "" : ", second reading, other order: " + reading.other();
    return new Words(reading.level() + " of 4", why + other);
  }

  private static String clause(String words) {
    return words.isBlank() ? "" : ", " + words;
  }
}
