package hub.llm;

import hub.llm.TextsToEmbed.Wording;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Cuts texts into calls by the tokens that a call may hold. */
@Component
public class EmbeddingBatches {
  /** Vendors take 300,000 tokens and 2,048 texts a call; smaller ones come back sooner. */
  static final int MOST_TOKENS = 60_000;

  private static final int MOST_TEXTS = 256;

  /** Of the model's window, so that a vendor that counts a little differently takes it too. */
  private static final double OF_THE_WINDOW = 0.95;

  private final TokenCounter counter;
  private final Prices prices;

  public EmbeddingBatches(TokenCounter counter, Prices prices) {
    this.counter = counter;
    this.prices = prices;
  }

  /**
   * The texts in their order, in calls; each cut to what the model reads.
   *
   * @throws ModelUnavailable if the model has no price
   */
  public List<List<Wording>> of(String model, List<Wording> texts) {
    long window = (long) (prices.current(model).maxContext() * OF_THE_WINDOW);
    List<List<Wording>> batches = new ArrayList<>();
    List<Wording> batch = new ArrayList<>();
    long tokens = 0;
    for (Wording whole : texts) {
      Counted text = cut(model, whole, window);
      if (!batch.isEmpty()
          && (tokens + text.tokens() > MOST_TOKENS || batch.size() == MOST_TEXTS)) {
        batches.add(batch);
        batch = new ArrayList<>();
        tokens = 0;
      }
      batch.add(text.wording());
      tokens += text.tokens();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private record Counted(Wording wording, long tokens) {}

  private Counted cut(String model, Wording whole, long window) {
    // Few texts have so many letters for each token.
    String text = head(whole.text(), 8 * window);
    long tokens = counter.count(model, text);
    while (tokens > window) {
      text = head(text, text.length() * window / tokens - 1);
      tokens = counter.count(model, text);
    }
    return new Counted(new Wording(text, whole.hash()), tokens);
  }

  /** Never ends within a character that takes two chars. */
  private static String head(String text, long most) {
    if (text.length() <= most) {
      return text;
    }
    int end = (int) Math.max(1, most);
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end + 1 : end);
  }
}
