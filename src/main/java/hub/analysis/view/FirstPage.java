package hub.analysis.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first page offers.
 *
 * @param topics ready topics, the first chosen already; empty when no source offers any
 * @param ownTopics whether a topic of the reader's own can find anything now
 * @param note what the source knows, beside the heading; empty if nothing needs saying
 * @param forums the words of forums that can be named beside communities
 */
public record FirstPage(List<Topic> topics, boolean ownTopics, String note, List<String> forums) {

  /**
   * A ready topic.
   *
   * @param summary one sentence on what is in it
   * @param communities chosen at first, without {@code r/}
   * @param suggested more communities, without {@code r/}
   * @param estimate null when it has not been counted
   * @param minutes about how long it runs
   */
  public record Topic(
      String key,
      String title,
      String summary,
      int posts,
      int people,
      List<String> communities,
      List<String> suggested,
      @Nullable Range estimate,
      int minutes) {}
}
