package hub.vectors;

import hub.Mode;
import hub.Sha256;
import hub.jobs.Claim;
import hub.llm.Embedded;
import hub.llm.Embedding;
import hub.llm.EmbeddingBatches;
import hub.llm.EmbeddingModels;
import hub.llm.PaidTexts;
import hub.llm.TextsToEmbed;
import hub.llm.TextsToEmbed.Wording;
import hub.vectors.VectorRows.Made;
import hub.vectors.VectorRows.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Has vectors made by a model that is paid for: each wording once, in calls by their tokens, and
 * written after each call, so that what comes again asks only for what is not there.
 */
@Component
public class PaidVectors {
  /** Costs of an analysis's vectors are summed by it. */
  private static final String STAGE = "embed";

  private final VectorRows rows;
  private final EmbeddingModels models;
  private final EmbeddingBatches batches;
  private final Embedding embedding;

  PaidVectors(
      VectorRows rows, EmbeddingModels models, EmbeddingBatches batches, Embedding embedding) {
    this.rows = rows;
    this.models = models;
    this.batches = batches;
    this.embedding = embedding;
  }

  /**
   * Who pays for what.
   *
   * @param budgetId an analysis's, or one of its own
   * @param jobId the job that asks
   */
  record Payer(UUID workspaceId, UUID budgetId, UUID jobId, String stage) {}

  /**
   * What was made.
   *
   * @param complete false if the budget has no room for the rest
   */
  record Result(List<PaidTexts> paid, boolean complete) {}

  /**
   * An analysis pays for the vectors of texts that it collected.
   *
   * @return the calls that were made; those texts that the budget has no room for stay without
   * @throws hub.llm.ModelUnavailable if the model can't be asked now
   */
  public List<PaidTexts> ofAnalysis(Claim claim) {
    List<Long> ids = new ArrayList<>();
    claim.payload().path("ids").forEach(id -> ids.add(id.asLong()));
    List<Words> words = rows.words(ids).stream().filter(each -> !each.text().isBlank()).toList();
    if (words.isEmpty()) {
      return List.of();
    }
    Mode mode = words.getFirst().mode();
    Payer payer = new Payer(claim.workspaceId(), claim.analysisId(), claim.jobId(), STAGE);
    EmbeddingModels.Model model = models.of(mode).now();
    return model.isPaid() ? embed(payer, model.name(), words).paid() : List.of();
  }

  /** Writes the vectors of these texts, all of one mode. */
  Result embed(Payer payer, String model, List<Words> texts) {
    Map<Space, List<Words>> spaces = new LinkedHashMap<>();
    texts.forEach(
        text -> spaces.computeIfAbsent(text.space(), none -> new ArrayList<>()).add(text));
    List<PaidTexts> paid = new ArrayList<>();
    for (Map.Entry<Space, List<Words>> each : spaces.entrySet()) {
      Result result = embed(payer, model, each.getKey(), each.getValue());
      paid.addAll(result.paid());
      if (!result.complete()) {
        return new Result(paid, false);
      }
    }
    return new Result(paid, true);
  }

  /** Texts of the same words. */
  private record Alike(byte[] hash, List<Words> texts) {
    Wording wording() {
      return new Wording(texts.getFirst().text(), hash);
    }
  }

  private Result embed(Payer payer, String model, Space space, List<Words> texts) {
    Map<String, Alike> all = alike(texts);
    Map<String, float[]> known =
        rows.known(space, model, all.values().stream().map(Alike::hash).toList());
    write(model, space, known, all);
    List<Wording> unknown =
        all.entrySet().stream()
            .filter(each -> !known.containsKey(each.getKey()))
            .map(each -> each.getValue().wording())
            .toList();
    List<PaidTexts> paid = new ArrayList<>();
    for (List<Wording> batch : batches.of(model, unknown)) {
      Optional<Embedded> made = embedding.embed(asked(payer, space, model, batch));
      if (made.isEmpty()) {
        return new Result(paid, false);
      }
      List<Long> ids = write(model, space, byHash(batch, made.get().vectors()), all);
      paid.add(new PaidTexts(made.get().attemptId(), made.get().charge(), ids));
    }
    return new Result(paid, true);
  }

  private static Map<String, Alike> alike(List<Words> texts) {
    Map<String, Alike> alike = new LinkedHashMap<>();
    for (Words text : texts) {
      byte[] hash = Sha256.of(text.text());
      alike
          .computeIfAbsent(
              HexFormat.of().formatHex(hash), none -> new Alike(hash, new ArrayList<>()))
          .texts()
          .add(text);
    }
    return alike;
  }

  private static Map<String, float[]> byHash(List<Wording> batch, List<float[]> vectors) {
    Map<String, float[]> byHash = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      byHash.put(HexFormat.of().formatHex(batch.get(i).hash()), Floats.unit(vectors.get(i)));
    }
    return byHash;
  }

  private static TextsToEmbed asked(Payer payer, Space space, String model, List<Wording> batch) {
    return new TextsToEmbed(
        payer.workspaceId(),
        payer.budgetId(),
        payer.jobId(),
        space.workspaceId(),
        space.mode(),
        payer.stage(),
        model,
        batch);
  }

  private List<Long> write(
      String model, Space space, Map<String, float[]> vectors, Map<String, Alike> all) {
    List<Made> made = new ArrayList<>();
    all.forEach(
        (hex, alike) -> {
          float[] vector = vectors.get(hex);
          if (vector != null) {
            alike
                .texts()
                .forEach(text -> made.add(new Made(text.id(), model, alike.hash(), vector)));
          }
        });
    if (!made.isEmpty()) {
      models.keep(space.mode(), new EmbeddingModels.Model(model, made.getFirst().vector().length));
      rows.write(made);
    }
    return made.stream().map(Made::id).toList();
  }
}
