package hub.analysis.view;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * What a reader may ask for. A request that cannot be met is {@link Refused} with a sentence for
 * the page.
 */
public interface AnalysisCommands {

  /** What the wish would cost, from counted text. Pays nothing, starts nothing. */
  Estimate estimate(UUID workspaceId, Wish wish);

  /**
   * Starts an analysis that charges at most the wish's budget.
   *
   * @return the new analysis
   */
  UUID start(UUID workspaceId, UUID userId, Wish wish);

  /**
   * Stops starting new calls and returns at once; calls on their way stay held until they end.
   * Asked again, or of an analysis that has ended, it does nothing.
   */
  void cancel(UUID workspaceId, UUID userId, UUID analysisId);

  /**
   * Raises the budget to {@code newBudget} US dollars and goes on from where the analysis stopped.
   */
  void raise(UUID workspaceId, UUID userId, UUID analysisId, BigDecimal newBudget);

  /** Keeps a partial report as it is: it is no longer asked whether to raise. */
  void keep(UUID workspaceId, UUID userId, UUID analysisId);

  /**
   * Reads a saved thread or listing.
   *
   * @param fileName as the browser named it; shown, never used as a path
   */
  Upload upload(UUID workspaceId, UUID userId, String fileName, InputStream content)
      throws IOException;
}
