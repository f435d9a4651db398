package hub.vectors;

import hub.Mode;
import hub.Sha256;
import hub.budget.BudgetSettings;
import hub.budget.BudgetState;
import hub.budget.Budgets;
import hub.llm.EmbeddingModels;
import hub.llm.EmbeddingModels.Change;
import hub.llm.EmbeddingModels.Chosen;
import hub.llm.EmbeddingModels.Model;
import hub.llm.ModelAccess;
import hub.llm.ModelPrice;
import hub.llm.ModelUnavailable;
import hub.llm.Prices;
import hub.llm.Question;
import hub.llm.RequestRefused;
import hub.vectors.LackingRows.Lack;
import hub.vectors.PaidVectors.Payer;
import hub.vectors.VectorRows.Made;
import hub.vectors.VectorRows.Words;
import hub.vendors.EntryRefused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Changes the model that makes vectors: texts get the next model's vectors in the background, under
 * a limit that a person stated, while searches go on over the present one's. When none is lacking
 * and all indexes were told, the next one takes over, and the old vectors are removed everywhere.
 * The same way texts that nobody paid for get the present model's.
 */
@Service
public class ModelChange {
  private static final int BATCH = 500;

  /** What words have of letters for each token, at the most and as a rule. */
  private static final int LETTERS_A_TOKEN = 4;

  /** Nothing that costs less is worth a second look. */
  private static final BigDecimal LEAST_LIMIT = new BigDecimal("0.01");

  private final EmbeddingModels models;
  private final LackingRows lacking;
  private final VectorRows rows;
  private final MeaningModel inJar;
  private final PaidVectors paid;
  private final Indexes indexes;
  private final Budgets budgets;
  private final Prices prices;
  private final ModelAccess access;
  private final BudgetSettings money;

  ModelChange(
      EmbeddingModels models,
      LackingRows lacking,
      VectorRows rows,
      MeaningModel inJar,
      PaidVectors paid,
      Indexes indexes,
      Budgets budgets,
      Prices prices,
      ModelAccess access,
      BudgetSettings money) {
    this.models = models;
    this.lacking = lacking;
    this.rows = rows;
    this.inJar = inJar;
    this.paid = paid;
    this.indexes = indexes;
    this.budgets = budgets;
    this.prices = prices;
    this.access = access;
    this.money = money;
  }

  /**
   * What a change would take.
   *
   * @param texts how many would be embedded
   * @param likely what it will likely be charged, in US dollars; 0 where it is free
   */
  public record Offer(String model, long texts, BigDecimal likely) {
    /** Room for texts of many tokens and for those that come meanwhile. */
    public BigDecimal limit() {
      return likely.signum() == 0
          ? likely
          : likely.multiply(BigDecimal.TWO).setScale(2, RoundingMode.UP).max(LEAST_LIMIT);
    }
  }

  /**
   * A change that is under way.
   *
   * @param lacking texts that have no vector yet
   * @param all texts that will have one
   * @param state what was charged of which limit; null where it is free
   */
  public record Progress(
      String model, long lacking, long all, @Nullable BudgetState state, @Nullable String trouble) {
    public long percent() {
      return all == 0 ? 100 : (all - lacking) * 100 / all;
    }
  }

  /** The mode's models now. */
  public Chosen chosen(Mode mode) {
    return models.of(mode);
  }

  /** What could be changed to now, and what each would take: the jar's and those with a price. */
  public List<Offer> offers(Mode mode) {
    return Stream.concat(
            Stream.of(Model.IN_JAR.name()),
            prices.table().stream()
                .filter(price -> makesVectors(mode, price))
                .map(ModelPrice::model))
        .map(name -> offer(mode, name))
        .toList();
  }

  /** A model that writes nothing makes vectors; the sandbox's answer for nobody else. */
  private static boolean makesVectors(Mode mode, ModelPrice price) {
    return price.maxOutput() == 0 && price.model().startsWith("sandbox-") == (mode == Mode.SANDBOX);
  }

  /** What a change to this model takes, counted from the texts that are stored; asks nobody. */
  public Offer offer(Mode mode, String model) {
    Lack lack = lacking.count(mode, model);
    return new Offer(model, lack.texts(), likely(model, lack));
  }

  /** The change that is under way, if one is. */
  public Optional<Progress> progress(Mode mode) {
    return Optional.ofNullable(models.of(mode).next()).map(change -> progress(mode, change));
  }

  private Progress progress(Mode mode, Change change) {
    Lack lack = lacking.count(mode, change.to().name());
    UUID budget = change.budgetId();
    return new Progress(
        change.to().name(),
        lack.texts(),
        lack.all(),
        budget == null ? null : budgets.state(budget),
        change.trouble());
  }

  private BigDecimal likely(String model, Lack lack) {
    if (model.equals(Model.IN_JAR.name())) {
      return BigDecimal.ZERO;
    }
    BigDecimal tokens = BigDecimal.valueOf(lack.letters() / LETTERS_A_TOKEN + lack.texts());
    return prices
        .find(model)
        .map(ModelPrice::rates)
        .map(rates -> rates.uncached())
        .orElse(BigDecimal.ZERO)
        .multiply(tokens)
        .multiply(money.markup());
  }

  /**
   * Begins a change.
   *
   * @param limit the most that may be charged, in US dollars; of no account where it is free
   * @throws EntryRefused naming the field
   */
  public void begin(Mode mode, String model, BigDecimal limit, UUID workspaceId, UUID by) {
    boolean free = model.equals(Model.IN_JAR.name());
    if (!free) {
      check(mode, model, limit);
    }
    Chosen chosen = models.of(mode);
    if (chosen.next() != null || chosen.old() != null) {
      throw new EntryRefused("model", "Another change is not finished yet.");
    }
    UUID budget = free ? null : UUID.randomUUID();
    if (budget != null) {
      budgets.open(budget, workspaceId, by, limit);
    }
    Model to =
        free
            ? Model.IN_JAR
            : model.equals(chosen.now().name()) ? chosen.now() : new Model(model, 0);
    if (!models.change(mode, to, free ? null : workspaceId, budget)) {
      throw new EntryRefused("model", "Another change is not finished yet.");
    }
  }

  private void check(Mode mode, String model, BigDecimal limit) {
    String trouble = access.of(mode).trouble();
    if (trouble != null) {
      throw new EntryRefused("model", trouble + ".");
    }
    if (prices.find(model).filter(price -> makesVectors(mode, price)).isEmpty()) {
      throw new EntryRefused(
          "model", "The price table has no such embedding model: add its price under Money first.");
    }
    if (limit.signum() <= 0) {
      throw new EntryRefused("limit", "Say how much it may cost at the most.");
    }
  }

  /** Lets a change that reached its limit go on. */
  public void raise(Mode mode, BigDecimal limit) {
    Change change = models.of(mode).next();
    UUID budget = change == null ? null : change.budgetId();
    if (budget == null || budgets.raise(budget, limit).isEmpty()) {
      throw new EntryRefused("limit", "Give a limit above the present one.");
    }
    models.goOn(mode);
  }

  /** Gives a change up; searches go on as before. */
  public void giveUp(Mode mode) {
    models.giveUp(mode);
  }

  /**
   * Carries the changes on, one batch each.
   *
   * @return how many texts got or lost a vector
   */
  public int step() {
    int done = 0;
    for (Mode mode : Mode.values()) {
      Chosen chosen = models.of(mode);
      if ((chosen.next() != null || chosen.old() != null) && models.claim(mode)) {
        done += claimed(chosen);
      }
    }
    return done;
  }

  private int claimed(Chosen chosen) {
    String trouble = null;
    try {
      Change change = chosen.next();
      return change == null ? removeOld(chosen) : embed(chosen.mode(), change);
    } catch (LimitReached reached) {
      trouble = "The limit is reached";
    } catch (ModelUnavailable | RequestRefused away) {
      trouble = String.valueOf(away.getMessage());
    } finally {
      models.release(chosen.mode(), trouble);
    }
    return 0;
  }

  /** What was stated as the most has no room for another call. */
  private static final class LimitReached extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private int embed(Mode mode, Change change) {
    List<Words> texts =
        lacking.newest(mode, change.to().name(), BATCH).stream()
            .filter(text -> !text.text().isBlank())
            .toList();
    if (texts.isEmpty()) {
      switchOver(mode, change);
    } else if (change.to().isPaid()) {
      pay(change, texts);
    } else {
      rows.write(texts.stream().map(text -> made(change.to(), text)).toList());
    }
    return texts.size();
  }

  private void pay(Change change, List<Words> texts) {
    UUID by = Objects.requireNonNull(change.paidBy());
    UUID budget = Objects.requireNonNull(change.budgetId());
    Payer payer = new Payer(by, budget, UUID.randomUUID(), Question.VECTORS);
    if (!paid.embed(payer, change.to().name(), texts).complete()) {
      throw new LimitReached();
    }
  }

  private Made made(Model model, Words text) {
    return new Made(text.id(), model.name(), Sha256.of(text.text()), inJar.ofText(text.text()));
  }

  /** Only when no index would know less than before. */
  private void switchOver(Mode mode, Change change) {
    if (indexes.holdAll(mode, change.to().name())) {
      models.switchOver(mode);
    }
  }

  private int removeOld(Chosen chosen) {
    String old = Objects.requireNonNull(chosen.old()).name();
    int removed = lacking.remove(chosen.mode(), old, BATCH);
    if (removed == 0 && indexes.holdAll(chosen.mode(), old)) {
      models.forgetOld(chosen.mode());
    }
    return removed;
  }
}
