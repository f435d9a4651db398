package hub.vectors;

import hub.Sha256;
import hub.sources.TextsErased;
import hub.vectors.VectorRows.Due;
import hub.vectors.VectorRows.Made;
import hub.vectors.VectorRows.Words;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives stored texts their vectors, in the background, each wording once; and takes them away with
 * the words.
 */
@Component
public class Embedder {
  private final VectorRows rows;
  private final MeaningModel model;
  private final VectorSettings settings;

  Embedder(VectorRows rows, MeaningModel model, VectorSettings settings) {
    this.rows = rows;
    this.model = model;
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
      return 0;
    }
    List<Made> made = new ArrayList<>();
    rows.words(due.ids()).stream()
        .filter(words -> !words.text().isBlank())
        .collect(Collectors.groupingBy(Words::space))
        .forEach((space, words) -> made.addAll(made(space, words)));
    rows.write(model.name(), model.dimension(), due, made);
    return due.ids().size();
  }

  private List<Made> made(Space space, List<Words> texts) {
    List<byte[]> hashes = texts.stream().map(text -> Sha256.of(text.text())).toList();
    Map<String, float[]> vectors = rows.known(space, model.name(), hashes);
    List<Made> made = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Words text = texts.get(i);
      float[] vector =
          vectors.computeIfAbsent(
              HexFormat.of().formatHex(hashes.get(i)), unseen -> model.ofText(text.text()));
      made.add(new Made(text.id(), hashes.get(i), vector));
    }
    return made;
  }

  /** In the transaction that erases the words. */
  @EventListener
  void erased(TextsErased erased) {
    rows.forget(erased.ids());
  }
}
