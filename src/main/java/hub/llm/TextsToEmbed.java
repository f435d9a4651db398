package hub.llm;

import hub.Mode;
import java.util.List;
import java.util.UUID;

/**
 * Texts that one call turns into vectors, before anything is counted, held or sent.
 *
 * @param workspaceId who pays
 * @param budgetId what pays: an analysis's budget, or one of its own
 * @param jobId the job that asks, for the attempt's record
 * @param ownerId the workspace whose texts they are
 * @param mode live or sandbox
 * @param stage costs are summed by it
 * @param model the model that makes the vectors
 * @param texts none empty, each within the model's window
 */
public record TextsToEmbed(
    UUID workspaceId,
    UUID budgetId,
    UUID jobId,
    UUID ownerId,
    Mode mode,
    String stage,
    String model,
    List<Wording> texts) {

  /**
   * One text.
   *
   * @param text what is sent: its beginning, if it is longer than the model reads
   * @param hash of the whole
   */
  public record Wording(String text, byte[] hash) {}

  /** What is sent. */
  public List<String> words() {
    return texts.stream().map(Wording::text).toList();
  }
}
