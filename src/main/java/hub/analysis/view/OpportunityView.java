package hub.analysis.view;

import hub.Mode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One opportunity or candidate, with its evidence.
 *
 * @param candidate whether it has fewer than three independent authors
 * @param rank by the standard weights, 1 for the first; 0 for a candidate
 * @param of how many opportunities there are
 * @param problem two to four sentences
 * @param whoInFull who has it
 * @param today what they do today; empty if nobody says
 * @param quotes all of them, the best first
 * @param uncounted accounts that do not count, in words: {@code 3 accounts not counted: 2
 *     near-copies, 1 automatic}; empty if all count
 * @param why for each judged part, one clause: {@code 3 people name a price, 12 to 25 a month}
 * @param findings the anti-patterns that were found
 * @param products what they use or name
 * @param months mentions of the last twelve months, oldest first
 * @param recentMonths how many of the last months lie in the 90 days that count as recent
 * @param expiresAt when the words are erased unless confirmed again; null if they are already, or
 *     never
 * @param dropped quotes that were not found word for word
 * @param prompt name, version and hash
 * @param model as the vendor names it
 */
public record OpportunityView(
    UUID analysisId,
    String topic,
    Mode mode,
    Opportunity opportunity,
    boolean candidate,
    int rank,
    int of,
    String problem,
    String whoInFull,
    String today,
    List<Quote> quotes,
    String uncounted,
    Map<Part, String> why,
    List<Finding> findings,
    List<Product> products,
    List<Month> months,
    int recentMonths,
    @Nullable Instant expiresAt,
    int dropped,
    String prompt,
    String model) {

  /** Whether it is a candidate and words that it rested on are gone. */
  public boolean evidenceExpired() {
    return candidate && quotes.stream().anyMatch(quote -> quote.words() == null);
  }

  /**
   * An anti-pattern that was found.
   *
   * @param strength {@code partly} or {@code clearly}
   * @param quotes what it rests on
   */
  public record Finding(AntiPattern pattern, String strength, List<Quote> quotes) {}

  /**
   * @param authors how many independent authors name it
   * @param words how one of them puts it; empty once expired
   */
  public record Product(String name, int authors, String words) {}

  public record Month(YearMonth month, int mentions) {}
}
