package hub.budget;

import hub.Mode;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call to a vendor that is about to be made.
 *
 * @param id the attempt's id, also sent to the vendor
 * @param workspaceId who pays
 * @param budgetId the budget that pays
 * @param jobId the job that asks; null outside a job
 * @param mode live or sandbox
 * @param vendor for instance {@code openai}
 * @param model as asked for
 * @param stage costs are summed by it
 * @param requestHash tells requests apart without holding their text
 * @param priceVersion the price table's version that holds and settles this attempt
 * @param markup charge = cost x markup
 * @param hold the worst case's charge, in US dollars
 * @param fromEarmark whether the hold is drawn from the earmark instead of what is free
 * @param countedInput the upper bound of input tokens that the hold rests on
 * @param maxOutput the cap on output tokens that the hold rests on
 * @param batched whether it leaves in a batch, which may take a day
 */
public record NewAttempt(
    UUID id,
    UUID workspaceId,
    UUID budgetId,
    @Nullable UUID jobId,
    Mode mode,
    String vendor,
    String model,
    String stage,
    String requestHash,
    int priceVersion,
    BigDecimal markup,
    BigDecimal hold,
    boolean fromEarmark,
    long countedInput,
    long maxOutput,
    boolean batched) {

  /** One that is answered at once. */
  public NewAttempt(
      UUID id,
      UUID workspaceId,
      UUID budgetId,
      @Nullable UUID jobId,
      Mode mode,
      String vendor,
      String model,
      String stage,
      String requestHash,
      int priceVersion,
      BigDecimal markup,
      BigDecimal hold,
      boolean fromEarmark,
      long countedInput,
      long maxOutput) {
    this(
        id,
        workspaceId,
        budgetId,
        jobId,
        mode,
        vendor,
        model,
        stage,
        requestHash,
        priceVersion,
        markup,
        hold,
        fromEarmark,
        countedInput,
        maxOutput,
        false);
  }

  public NewAttempt {
    Amounts.positive("the markup", markup);
    Amounts.checked("the hold", hold);
  }
}
