package hub.llm;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How questions of economy analyses are sent in the vendor's batches.
 *
 * @param gather how long the first question of a batch waits for others
 * @param mostLines the most questions in a batch
 * @param lookEvery how often a batch that the vendor works on is looked at
 * @param lease how long a process that carries a batch on may take; then another one does
 * @param askAgainAfter how long the vendor may take to list what it was sent, before it is sent
 *     again
 * @param lateFor how long after its end a batch that left questions out is looked at again
 */
@ConfigurationProperties("hub.economy")
public record EconomySettings(
    @DefaultValue("20s") Duration gather,
    @DefaultValue("1000") int mostLines,
    @DefaultValue("30s") Duration lookEvery,
    @DefaultValue("5m") Duration lease,
    @DefaultValue("2m") Duration askAgainAfter,
    @DefaultValue("24h") Duration lateFor) {

  /** OpenAI's own limit. */
  private static final int MOST_LINES = 50_000;

  public EconomySettings {
    if (mostLines < 1 || mostLines > MOST_LINES) {
      throw new IllegalArgumentException(
          "hub.economy.most-lines is " + mostLines + "; give a number from 1 to " + MOST_LINES);
    }
  }
}
