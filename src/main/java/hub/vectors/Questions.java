package hub.vectors;

import hub.Sha256;
import hub.llm.Embedded;
import hub.llm.Embedding;
import hub.llm.EmbeddingBatches;
import hub.llm.EmbeddingModels;
import hub.llm.ModelUnavailable;
import hub.llm.Question;
import hub.llm.RequestRefused;
import hub.llm.StandingBudgets;
import hub.llm.TextsToEmbed;
import hub.llm.TextsToEmbed.Wording;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The vectors of what people look for, by the model whose vectors are searched. One that is paid
 * for is asked once for each wording, from a small monthly budget, and not waited for for long.
 */
@Component
class Questions {
  private final MeaningModel inJar;
  private final VectorRows rows;
  private final EmbeddingBatches batches;
  private final Embedding embedding;
  private final StandingBudgets budgets;
  private final VectorSettings settings;

  Questions(
      MeaningModel inJar,
      VectorRows rows,
      EmbeddingBatches batches,
      Embedding embedding,
      StandingBudgets budgets,
      VectorSettings settings) {
    this.inJar = inJar;
    this.rows = rows;
    this.batches = batches;
    this.embedding = embedding;
    this.budgets = budgets;
    this.settings = settings;
  }

  /**
   * A question as indexes are asked.
   *
   * @param vector null if there is none
   * @param notice why there is none, a sentence
   */
  record Asked(float @Nullable [] vector, @Nullable String notice) {}

  Asked of(Space space, EmbeddingModels.Model model, String words) {
    if (!model.isPaid()) {
      return new Asked(inJar.ofQuestion(words), null);
    }
    byte[] hash = Sha256.of(words);
    float[] known =
        rows.known(space, model.name(), List.of(hash)).get(HexFormat.of().formatHex(hash));
    return known != null ? new Asked(known, null) : paid(space, model.name(), words, hash);
  }

  /** The call goes on when nobody waits any more: its vector is there the next time. */
  private Asked paid(Space space, String model, String words, byte[] hash) {
    CompletableFuture<Optional<Embedded>> made = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("embed-question")
        .start(() -> made.completeAsync(() -> embed(space, model, words, hash), Runnable::run));
    try {
      return made.get(settings.questionTime().toMillis(), TimeUnit.MILLISECONDS)
          .map(vectors -> new Asked(Floats.unit(vectors.vectors().getFirst()), null))
          .orElseGet(() -> without("This month's budget for searches by meaning is used up"));
    } catch (TimeoutException late) {
      return without("The model that turns questions into vectors takes long");
    } catch (ExecutionException failed) {
      return switch (failed.getCause()) {
        case ModelUnavailable away -> without(String.valueOf(away.getMessage()));
        case RequestRefused refused -> without(String.valueOf(refused.getMessage()));
        case RuntimeException plain -> throw plain;
        case null, default -> throw new IllegalStateException(failed);
      };
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return without("The search was broken off");
    }
  }

  private Optional<Embedded> embed(Space space, String model, String words, byte[] hash) {
    UUID budget =
        budgets.of(space.workspaceId(), space.mode(), Question.SEARCH, settings.searchBudget());
    return embedding.embed(
        new TextsToEmbed(
            space.workspaceId(),
            budget,
            UUID.randomUUID(),
            space.workspaceId(),
            space.mode(),
            Question.SEARCH,
            model,
            batches.of(model, List.of(new Wording(words, hash))).getFirst()));
  }

  private static Asked without(String why) {
    return new Asked(null, why + "; words alone were compared.");
  }
}
