package hub.sandbox.hackernews;

import hub.sandbox.reddit.Post;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story or comment.
 *
 * @param id as everywhere in the forum: stories and comments share one row of numbers
 * @param parent the number of what it answers; null for a story
 * @param story the number of the story that it stands below; a story's own
 * @param author null when deleted
 * @param title null for a comment
 * @param text null when deleted
 * @param created seconds since 1970
 * @param points null for a comment
 * @param children the answers to it
 * @param descendants how many comments a story has
 * @param post what a story was made from; null for a comment
 */
record Item(
    long id,
    @Nullable Long parent,
    long story,
    @Nullable String author,
    @Nullable String title,
    @Nullable String text,
    long created,
    @Nullable Integer points,
    List<Item> children,
    int descendants,
    @Nullable Post post) {

  boolean isStory() {
    return parent == null;
  }

  /** Whether it is one of the questions to everybody. */
  boolean asks() {
    return title != null && title.startsWith("Ask HN");
  }
}
