package hub.vectors;

import hub.Sha256;
import hub.llm.EmbeddingModels;
import hub.sources.TextsErased;
import hub.vectors.VectorRows.Due;
import hub.vectors.VectorRows.Made;
import hub.vectors.VectorRows.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives stored texts their words and, by the model in the jar, their vectors, in the background,
 * each wording once; and takes them away with the words. Where a model makes the vectors that is
 * paid for, texts get those here that their words have already; whoever collects pays for others.
 */
@Component
public class Embedder {
  private final VectorRows rows;
  private final PaidVectorRows paid;
  private final EmbeddingModels models;
  private final MeaningModel inJar;
  private final VectorSettings settings;

  Embedder(
      VectorRows rows,
      PaidVectorRows paid,
      EmbeddingModels models,
      MeaningModel inJar,
      VectorSettings settings) {
    this.rows = rows;
    this.paid = paid;
    this.models = models;
    this.inJar = inJar;
    this.settings = settings;
  }

  /**
   * Embeds the newest texts that are due.
   *
   * @return how many were due; at most one batch, so call again while it is not 0
   */
  public int embedBatch() {
    Due due = rows.claim(settings.batch());
    if (due.ids().isEmpty()) {
      paid.forgetOld();
      return 0;
    }
    Map<Long, byte[]> read = new HashMap<>();
    List<Made> made = new ArrayList<>();
    rows.words(due.ids()).stream()
        .filter(words -> !words.text().isBlank())
        .collect(Collectors.groupingBy(Words::space))
        .forEach((space, words) -> embed(space, words, read, made));
    rows.write(due, read, made);
    return due.ids().size();
  }

  private void embed(Space space, List<Words> texts, Map<Long, byte[]> read, List<Made> made) {
    EmbeddingModels.Model model = models.of(space.mode()).now();
    List<byte[]> hashes = texts.stream().map(text -> Sha256.of(text.text())).toList();
    Map<String, float[]> vectors = rows.known(space, model.name(), hashes);
    for (int i = 0; i < texts.size(); i++) {
      Words text = texts.get(i);
      byte[] hash = hashes.get(i);
      read.put(text.id(), hash);
      float[] vector =
          vectors.computeIfAbsent(
              HexFormat.of().formatHex(hash), unseen -> madeHere(model, text.text()));
      if (vector != null) {
        made.add(new Made(text.id(), model.name(), hash, vector));
      }
    }
    if (!made.isEmpty()) {
      models.keep(space.mode(), model);
    }
  }

  private float @Nullable [] madeHere(EmbeddingModels.Model model, String text) {
    return model.isPaid() ? null : inJar.ofText(text);
  }

  /** In the transaction that erases the words. */
  @EventListener
  void erased(TextsErased erased) {
    rows.forget(erased.ids());
    paid.forget(erased.ids());
  }
}
