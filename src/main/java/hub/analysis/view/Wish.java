package hub.analysis.view;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * What a reader wants analysed. Nothing in it has been checked but its form.
 *
 * @param topicKey one of the offered topics' keys, or {@code own}
 * @param topic the topic in words
 * @param communities without {@code r/}, as typed
 * @param months how far back posts are read
 * @param budget the most that may be charged, in US dollars
 * @param uploads texts of the reader's own
 * @param economy whether posts may be judged within a day each stage, at the price of batches
 */
public record Wish(
    String topicKey,
    String topic,
    List<String> communities,
    int months,
    BigDecimal budget,
    List<UUID> uploads,
    boolean economy) {

  /** A wish to be met soon. */
  public Wish(
      String topicKey,
      String topic,
      List<String> communities,
      int months,
      BigDecimal budget,
      List<UUID> uploads) {
    this(topicKey, topic, communities, months, budget, uploads, false);
  }

  /** The key of a topic that the reader names. */
  public static final String OWN = "own";
}
