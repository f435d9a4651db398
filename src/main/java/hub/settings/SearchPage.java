package hub.settings;

import hub.llm.EmbeddingModels.Chosen;
import hub.vectors.ModelChange.Offer;
import hub.vectors.ModelChange.Progress;
import hub.vectors.PineconeSetup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page on which search is set up.
 *
 * @param progress the change of the model that is under way; null if none is
 * @param offers each model that there could be, with what it would take
 */
public record SearchPage(
    Chosen chosen,
    @Nullable Progress progress,
    List<Offer> offers,
    PineconeSetup.State pinecone,
    Trouble trouble) {
  private static final BigDecimal LEAST_SHOWN = new BigDecimal("0.01");

  /** Whether something goes on by itself. */
  public boolean isChanging() {
    return progress != null || chosen.old() != null;
  }

  /** Whether a model is the one that is searched. */
  public boolean isUsed(Offer offer) {
    return chosen.now().name().equals(offer.model());
  }

  /** Whether there is anything to press: another model, or vectors that the present one lacks. */
  public boolean isOpen(Offer offer) {
    return !isChanging() && (!isUsed(offer) || offer.texts() > 0 && offer.likely().signum() > 0);
  }

  /** What it would likely cost. */
  public String price(Offer offer) {
    BigDecimal likely = offer.likely();
    if (likely.signum() == 0) {
      return "nothing";
    }
    return likely.compareTo(LEAST_SHOWN) < 0
        ? "less than $0.01"
        : "about $" + likely.setScale(2, RoundingMode.UP).toPlainString();
  }

  /** The limit to begin with. */
  public String limit(Offer offer) {
    return offer.limit().toPlainString();
  }
}
