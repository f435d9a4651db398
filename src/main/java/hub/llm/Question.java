package hub.llm;

import hub.Mode;
import java.util.Set;
import java.util.UUID;

/**
 * What a stage asks the model, before anything is counted, held or sent.
 *
 * @param workspaceId who pays
 * @param analysisId whose budget pays
 * @param jobId the job that asks, for the attempt's record
 * @param mode live or sandbox
 * @param stage the stage's key, for instance {@code classify}; costs are summed by it
 * @param prompt the versioned prompt and response schema
 * @param data the variable part as JSON text: the topic and the items, each with an id that code
 *     gave
 * @param items how many items {@code data} holds; for the log
 * @param maxOutputTokens the cap on the answer, reasoning included; scales with {@code items}
 * @param fromEarmark whether the hold is drawn from the money kept for merging and ranking
 * @param economy whether it may be answered within a day, at the price of batches
 */
public record Question(
    UUID workspaceId,
    UUID analysisId,
    UUID jobId,
    Mode mode,
    String stage,
    Prompt prompt,
    String data,
    int items,
    int maxOutputTokens,
    boolean fromEarmark,
    boolean economy) {

  /** The stage of a call that only tries the model: its budget is its own and no analysis's. */
  public static final String TRIAL = "trial";

  /** Vectors of texts that no analysis pays for, because the model changes. */
  public static final String VECTORS = "vectors";

  /** The vector of what somebody looks for. */
  public static final String SEARCH = "search";

  /** Names of themes. */
  public static final String THEMES = "themes";

  private static final Set<String> OF_NO_ANALYSIS = Set.of(TRIAL, VECTORS, SEARCH, THEMES);

  /** A question that is answered at once. */
  public Question(
      UUID workspaceId,
      UUID analysisId,
      UUID jobId,
      Mode mode,
      String stage,
      Prompt prompt,
      String data,
      int items,
      int maxOutputTokens,
      boolean fromEarmark) {
    this(
        workspaceId,
        analysisId,
        jobId,
        mode,
        stage,
        prompt,
        data,
        items,
        maxOutputTokens,
        fromEarmark,
        false);
  }

  /** Whether no analysis asks. */
  boolean isOfNoAnalysis() {
    return isOfNoAnalysis(stage);
  }

  /** Whether calls of this stage have a budget of their own, that of no analysis. */
  public static boolean isOfNoAnalysis(String stage) {
    return OF_NO_ANALYSIS.contains(stage);
  }
}
