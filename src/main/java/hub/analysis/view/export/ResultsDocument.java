package hub.analysis.view.export;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis found, whole: what the pages show, as one document. Every format of an export is
 * written from it. Words of people are the source's own; those that have expired are null.
 *
 * @param mode {@code live} or {@code sandbox}
 * @param state {@code running}, {@code waiting}, {@code cancelling}, {@code done}, {@code partial},
 *     {@code cancelled} or {@code stopped}
 * @param complete whether the analysis has ended with every collected post judged
 * @param labels what must be known before the figures are used, whole sentences
 * @param seconds from the start to the end
 * @param posts how many were collected
 * @param judged how many of them were judged
 * @param comments how many comments were read
 * @param chargedByStage by the stages' keys
 * @param ledToNothing what of it led to nothing kept
 * @param savedByRecordedAnswers what recorded answers saved
 * @param weights 0 to 4 by the parts' keys; the scores and the order rest on them
 * @param opportunities in their order; at least three independent authors each
 * @param candidates fewer authors; no score, no rank
 */
public record ResultsDocument(
    UUID analysisId,
    String topic,
    String mode,
    String state,
    boolean complete,
    List<String> labels,
    Instant startedAt,
    long seconds,
    int posts,
    int judged,
    int comments,
    Dollars budget,
    Dollars charged,
    Map<String, Dollars> chargedByStage,
    Dollars ledToNothing,
    Dollars savedByRecordedAnswers,
    Map<String, Integer> weights,
    List<Entry> opportunities,
    List<Entry> candidates) {

  /**
   * An opportunity or candidate.
   *
   * @param rank 1 for the first; null for a candidate
   * @param score 0 to 100, the sum of the parts' points; null for a candidate
   * @param tier {@code strong}, {@code promising} or {@code thin}; null for a candidate
   * @param who the kind of person who has the problem
   * @param today what they do today; empty if nobody says
   * @param quotesDropped quotes of the model's that did not stand in the source word for word
   * @param textExpiresAt when words are erased unless confirmed again; null if never, or already
   */
  public record Entry(
      UUID id,
      @Nullable Integer rank,
      String title,
      @Nullable Integer score,
      @Nullable String tier,
      String problem,
      String who,
      String today,
      int authors,
      int threads,
      List<String> communities,
      List<ScorePart> parts,
      List<Against> antiPatterns,
      List<Product> products,
      Dollars charged,
      List<Said> quotes,
      int quotesDropped,
      @Nullable Instant textExpiresAt,
      String prompt,
      String model) {}

  /**
   * A part of a score.
   *
   * @param counted whether code counted it; otherwise the model judged it
   * @param value what was counted (authors, threads, percent), or the judged level, 0 to 4; null
   *     where there is nothing to compare with
   * @param otherValue the higher one of two readings that differ; the lower one counts
   * @param points what it gives; null for a candidate
   * @param most what it could give by the weights; null for a candidate
   * @param why what it rests on, in words
   */
  public record ScorePart(
      String part,
      boolean counted,
      @Nullable Integer value,
      @Nullable Integer otherValue,
      @Nullable BigDecimal points,
      @Nullable BigDecimal most,
      String why) {}

  /**
   * An anti-pattern that was found.
   *
   * @param strength {@code partly} or {@code clearly}
   */
  public record Against(String antiPattern, String title, String strength, List<Said> quotes) {}

  /**
   * What people use or name.
   *
   * @param authors how many independent authors name it
   * @param words how one of them puts it; empty once expired
   */
  public record Product(String name, int authors, String words) {}

  /**
   * A person's words, found again word for word at this place.
   *
   * @param words null once expired or removed
   * @param author the account's name; null once expired or removed
   * @param community a community of Reddit without {@code r/}, or a forum's word
   * @param postId our number of the post
   * @param textId our number of the post or comment that holds the words
   * @param starts the first of the words in that text, in UTF-16 units; in a post counted from the
   *     start of its title, which its body follows after two line ends
   * @param ends one after the last
   * @param thread where the hub shows it in its thread: an address without the hub's own
   */
  public record Said(
      long id,
      @Nullable String words,
      @Nullable String author,
      String community,
      Instant at,
      long postId,
      long textId,
      boolean comment,
      int starts,
      int ends,
      String thread) {}
}
