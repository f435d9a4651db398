package hub.llm;

import com.fasterxml.jackson.databind.node.NullNode;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import hub.Sha256;
import hub.budget.BudgetSettings;
import hub.budget.Tokens;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Vectors paid for by the steps of {@link PaidCalls}: count, find the price, hold the worst case;
 * then settle what was reported and keep the vectors, both or neither. What a failure means is told
 * there too.
 */
@Service
public class EmbeddingCalls {
  private static final Prompt NO_PROMPT =
      new Prompt("embed", "v1", "000000000000", "", NullNode.getInstance());

  private final PaidCalls calls;
  private final Prices prices;
  private final TokenCounter counter;
  private final CallRecord record;
  private final BudgetSettings settings;
  private final KeepsVectors keeper;

  public EmbeddingCalls(
      PaidCalls calls,
      Prices prices,
      TokenCounter counter,
      CallRecord record,
      BudgetSettings settings,
      KeepsVectors keeper) {
    this.calls = calls;
    this.prices = prices;
    this.counter = counter;
    this.record = record;
    this.settings = settings;
    this.keeper = keeper;
  }

  /**
   * Everything before the vendor is asked.
   *
   * @return a {@link PaidCall} that is held and may be sent, or {@link Answer.DoesNotFit}
   * @throws ModelUnavailable if the model can't be asked now
   */
  public Object prepare(TextsToEmbed texts) {
    Question question = question(texts);
    ModelConnection connection = calls.connection(question);
    // No vendor counts an empty text as nothing.
    long tokens = texts.words().stream().mapToLong(t -> counter.count(texts.model(), t) + 1).sum();
    WorstCase worst = WorstCase.of(prices.current(texts.model()), tokens, 0, settings.markup());
    return calls.hold(question, connection, key(texts), worst);
  }

  /**
   * The vendor answered: settles what it reported and keeps its vectors.
   *
   * @throws ModelUnavailable if the usage can't be priced: the attempt is in doubt, the model
   *     stopped
   * @throws RequestRefused if these are not the vectors of the texts; what was used is charged
   */
  public Embedded answered(PaidCall call, TextsToEmbed texts, CreateEmbeddingResponse response) {
    try {
      Tokens used = ReportedUsage.of(call.model(), response);
      List<float[]> vectors = vectors(response);
      boolean whole = isWhole(vectors, texts);
      BigDecimal charge =
          record.settled(
              call,
              used,
              whole ? "answered" : "malformed",
              paid -> {
                if (whole) {
                  keeper.keep(texts, vectors);
                }
              });
      if (!whole) {
        throw new RequestRefused(
            "%s gave %d vectors for %d texts, or not all of one length"
                .formatted(call.model(), vectors.size(), texts.texts().size()));
      }
      return new Embedded(vectors, call.attemptId(), charge);
    } catch (UnclearUsage unclear) {
      throw calls.unclear(call, unclear);
    }
  }

  private static boolean isWhole(List<float[]> vectors, TextsToEmbed texts) {
    return vectors.size() == texts.texts().size()
        && vectors.stream().mapToInt(vector -> vector.length).distinct().count() == 1
        && vectors.stream().allMatch(EmbeddingCalls::hasADirection);
  }

  private static boolean hasADirection(float[] vector) {
    double squares = 0;
    for (float each : vector) {
      squares += each * each;
    }
    return squares > 0 && squares < Double.POSITIVE_INFINITY;
  }

  private static List<float[]> vectors(CreateEmbeddingResponse response) {
    return response.data().stream()
        .sorted(Comparator.comparingLong(com.openai.models.embeddings.Embedding::index))
        .map(each -> floats(each.embedding()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static float[] floats(List<Float> numbers) {
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.get(i);
    }
    return vector;
  }

  private static Question question(TextsToEmbed texts) {
    return new Question(
        texts.workspaceId(),
        texts.budgetId(),
        texts.jobId(),
        texts.mode(),
        texts.stage(),
        NO_PROMPT,
        "",
        texts.texts().size(),
        0,
        false);
  }

  private static String key(TextsToEmbed texts) {
    return Sha256.hex(
        texts.model()
            + texts.texts().stream()
                .map(each -> HexFormat.of().formatHex(each.hash()))
                .collect(Collectors.joining(" ", " ", "")));
  }
}
