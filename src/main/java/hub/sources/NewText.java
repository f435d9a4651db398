package hub.sources;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A post or comment as a source gave it, before it is stored.
 *
 * @param source for instance {@code reddit}, {@code upload}
 * @param name the source's own id, unique in the source: Reddit's fullname ({@code t3_x}, {@code
 *     t1_x})
 * @param thread the name of the post whose thread this is in; for a post its own name
 * @param parent the name of the post or comment answered; null for a post
 * @param community for instance {@code TranslationStudies}, without the {@code r/}
 * @param author the account's name; null when deleted
 * @param title a post's title; null for a comment
 * @param body the text, unescaped (no entities); empty if there is none
 * @param createdAt when it was written
 * @param score the source's votes; shown, never judged by the model
 * @param comments how many comments the source says the post has; 0 for a comment
 * @param link the original's address; null where there is none (sandbox)
 * @param status whether the source still shows it
 * @param traits facts as words: {@code nsfw}, {@code quarantined}, {@code crosspost}, {@code
 *     gallery}, {@code poll}, {@code image}, {@code video}, {@code link}, {@code stickied}, {@code
 *     locked}, {@code edited}, {@code bot}, {@code promoted}
 */
public record NewText(
    String source,
    String name,
    String thread,
    @Nullable String parent,
    String community,
    @Nullable String author,
    @Nullable String title,
    String body,
    Instant createdAt,
    int score,
    int comments,
    @Nullable String link,
    Status status,
    Set<String> traits) {

  /** Whether the source still shows the text. */
  public enum Status {
    PRESENT,
    DELETED,
    REMOVED
  }

  /** How many characters title and body have together. */
  public int length() {
    return (title == null ? 0 : title.length()) + body.length();
  }

  /** Whether this is a post (it has no parent). */
  public boolean isPost() {
    return parent == null;
  }
}
