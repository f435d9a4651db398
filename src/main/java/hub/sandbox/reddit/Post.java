package hub.sandbox.reddit;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One post of the corpus.
 *
 * @param id without {@code t3_}
 * @param author null when the account was deleted
 * @param created seconds since 1970
 * @param problem the key of the problem it is about; null for everything else
 * @param original the post that a crosspost repeats
 * @param comments those at the top, each with its replies
 * @param commentCount all of them
 */
public record Post(
    String id,
    Community community,
    @Nullable String author,
    String title,
    String text,
    long created,
    int score,
    Kind kind,
    Status status,
    boolean nsfw,
    boolean stickied,
    boolean edited,
    @Nullable String problem,
    @Nullable Post original,
    List<Comment> comments,
    int commentCount) {

  public enum Kind {
    TEXT,
    IMAGE,
    GALLERY,
    POLL,
    LINK,
    CROSSPOST
  }

  public enum Status {
    PRESENT,
    DELETED,
    REMOVED
  }

  String fullname() {
    return "t3_" + id;
  }

  /** Whether both are the same post, without comparing every comment. */
  boolean isSame(Post other) {
    return id.equals(other.id);
  }

  /** The path below the site, with slashes at both ends. */
  String permalink() {
    return "/r/" + community.name() + "/comments/" + id + "/" + slug() + "/";
  }

  private String slug() {
    String words = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String cut = words.length() > 50 ? words.substring(0, 50) : words;
    String slug = cut.replaceAll("^_+|_+$", "");
    return slug.isEmpty() ? "_" : slug;
  }
}
