package hub.analysis.view;

import hub.Mode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post and its comments, as stored.
 *
 * @param title with the places quotes rest on; null once expired or removed
 * @param post the post itself
 * @param comments in the order of the thread, answers after what they answer
 * @param deleted how many comments were deleted at the source
 * @param quotes what evidence rests on here, in the order of the page
 * @param confirmedAt when the source last confirmed the words
 * @param expiresAt when they are erased unless confirmed again; null for texts of the reader's own
 * @param collectedBy the flow's name
 * @param original the live post's address; null where there is none (sandbox, upload)
 */
public record ThreadView(
    UUID analysisId,
    String topic,
    Mode mode,
    long postId,
    @Nullable MarkedText title,
    String community,
    Entry post,
    List<Entry> comments,
    int deleted,
    List<Place> quotes,
    Instant confirmedAt,
    @Nullable Instant expiresAt,
    String collectedBy,
    @Nullable String original) {

  /**
   * A post's body or a comment.
   *
   * @param depth 0 for the post and for comments on it
   * @param words null when {@code gone}
   * @param author null when {@code gone}
   * @param promotion whether it is promotion and not counted
   * @param gone why the words are not here, a whole sentence; empty when they are
   */
  public record Entry(
      long id,
      int depth,
      @Nullable MarkedText words,
      @Nullable String author,
      Instant at,
      boolean promotion,
      String gone) {

    public boolean quoted() {
      return words != null && words.hasMarks();
    }
  }

  /**
   * A quote in this thread.
   *
   * @param cue its key words, or its beginning
   */
  public record Place(
      long quoteId, String cue, @Nullable String author, UUID opportunityId, String opportunity) {}
}
