package hub.vectors;

import hub.llm.EmbeddingModels;
import hub.llm.EmbeddingModels.Model;
import hub.vectors.PineconeIndexes.Index;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells Pinecone what changed, in order, and compares what it holds with what it should hold. The
 * log of changes is the outbox: its position moves on only once Pinecone took a batch, and sending
 * the same again does no harm.
 */
@Component
public class PineconeRelay {
  private static final Logger LOG = LoggerFactory.getLogger(PineconeRelay.class);
  private static final int BATCH = 500;

  private final Pinecone pinecone;
  private final VectorRows vectors;
  private final PineconeRows rows;
  private final EmbeddingModels models;
  private final PineconeSettings settings;

  PineconeRelay(
      Pinecone pinecone,
      VectorRows vectors,
      PineconeRows rows,
      EmbeddingModels models,
      PineconeSettings settings) {
    this.pinecone = pinecone;
    this.vectors = vectors;
    this.rows = rows;
    this.models = models;
    this.settings = settings;
  }

  private record Target(Kind kind, Space space) {}

  /** What Pinecone lacks and what it should not have, before that was put right. */
  public record Drift(long missing, long extra) {}

  /**
   * Sends one batch of each model that there are vectors of: also of one that is to follow, and of
   * one whose vectors are being removed.
   *
   * @return how many changes were sent; 0 if there was none, Pinecone did not take them, or another
   *     process is sending
   */
  public int relay() {
    return pinecone.isUsed()
        ? models.of(pinecone.mode()).all().stream()
            .filter(model -> model.dimension() > 0)
            .mapToInt(this::relay)
            .sum()
        : 0;
  }

  private int relay(Model model) {
    Optional<Long> from = rows.claim(pinecone.mode(), model.name());
    if (from.isEmpty()) {
      return 0;
    }
    long position = from.get();
    String trouble = null;
    int sent = 0;
    try {
      List<Change> changes = vectors.changes(model.name(), position, BATCH);
      send(model, changes);
      sent = changes.size();
      position = changes.isEmpty() ? position : changes.getLast().position();
    } catch (PineconeTrouble refused) {
      trouble = String.valueOf(refused.getMessage());
      LOG.warn("Vectors wait to be sent: {}", trouble);
    } finally {
      rows.told(pinecone.mode(), model.name(), position, trouble);
    }
    return sent;
  }

  private void send(Model model, List<Change> changes) {
    Map<Target, List<Change>> targets = new LinkedHashMap<>();
    changes.stream()
        .filter(change -> change.space().mode() == pinecone.mode())
        .forEach(
            change ->
                targets
                    .computeIfAbsent(
                        new Target(change.kind(), change.space()), none -> new ArrayList<>())
                    .add(change));
    targets.forEach(
        (target, due) -> {
          requireUnits(target.space());
          Index index = new Index(target.kind(), model);
          rows.used(target.space(), 0, pinecone.write(index, target.space(), due));
        });
  }

  private void requireUnits(Space space) {
    if (isSpent(space)) {
      throw new PineconeTrouble("The month's limit of Pinecone's units is reached", null);
    }
  }

  /** Whether a space used all that it may this month. */
  boolean isSpent(Space space) {
    return settings.mostUnits() > 0 && rows.used(space) >= settings.mostUnits();
  }

  /** Compares what Pinecone lists with what it should hold, and puts that right through the log. */
  public Drift repair() {
    long missing = 0;
    long extra = 0;
    if (pinecone.isUsed()) {
      Model model = models.of(pinecone.mode()).now();
      for (Space space : comparable(model)) {
        for (Kind kind : Kind.values()) {
          Drift drift = repair(space, new Index(kind, model));
          missing += drift.missing();
          extra += drift.extra();
        }
      }
    }
    return new Drift(missing, extra);
  }

  /** What still waits to be sent would look like a difference. */
  private List<Space> comparable(Model model) {
    return model.dimension() > 0 && rows.lag(pinecone.mode(), model.name()).unsent() == 0
        ? rows.spaces(pinecone.mode())
        : List.of();
  }

  private Drift repair(Space space, Index index) {
    String model = index.model().name();
    Set<Long> held = pinecone.ids(index, space);
    Set<Long> missing = new HashSet<>(rows.wanted(space, model, index.kind()));
    Set<Long> extra = new HashSet<>(held);
    extra.removeAll(missing);
    missing.removeAll(held);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      LOG.warn(
          "Pinecone's {} lacked {} texts and had {} too many; they are sent again",
          space.key(),
          missing.size(),
          extra.size());
      vectors.tellAgain(space, model, index.kind(), missing, extra);
    }
    return new Drift(missing.size(), extra.size());
  }

  /** How far Pinecone is behind; nothing where it is not used. */
  PineconeRows.@Nullable Lag lag() {
    return pinecone.isUsed()
        ? rows.lag(pinecone.mode(), models.of(pinecone.mode()).now().name())
        : null;
  }
}
