package hub.vectors;

import hub.llm.EmbeddingModels;
import hub.llm.EmbeddingModels.Model;
import hub.llm.ModelAccess;
import hub.vectors.Meanings.Answer;
import hub.vectors.Nearest.Filter;
import hub.vectors.Questions.Asked;
import hub.vectors.WordIndex.Fitting;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Finds stored posts and comments by meaning and by words. */
@Service
public class Search {
  /** More than is shown, since some of what indexes know may have lost its words. */
  private static final int SPARE = 30;

  private final Meanings meanings;
  private final WordIndex words;
  private final EmbeddingModels models;
  private final Questions questions;
  private final VectorRows rows;
  private final Places places;
  private final Shown shown;
  private final ModelAccess access;
  private final Clock clock;

  Search(
      Meanings meanings,
      WordIndex words,
      EmbeddingModels models,
      Questions questions,
      VectorRows rows,
      Places places,
      Shown shown,
      ModelAccess access,
      Clock clock) {
    this.meanings = meanings;
    this.words = words;
    this.models = models;
    this.questions = questions;
    this.rows = rows;
    this.places = places;
    this.shown = shown;
    this.access = access;
    this.clock = clock;
  }

  /**
   * Searches a workspace's texts: those of live sources once a vendor is live, else invented ones.
   */
  public Found find(UUID workspaceId, Wanted wanted) {
    long began = System.nanoTime();
    Space space = new Space(workspaceId, access.mode());
    Filter filter =
        wanted.filter(
            clock, wanted.analysis() == null ? null : places.texts(workspaceId, wanted.analysis()));
    int most = wanted.most() + SPARE;
    Model model = models.of(space.mode()).now();
    Asked asked = asked(space, model, wanted);
    float[] vector = asked.vector();
    Answer near =
        vector == null
            ? meanings.nothing(asked.notice())
            : meanings.nearest(new Nearest(model.name(), space, vector, most, filter));
    Fitting fitting =
        wanted.like() == null ? words.find(space, wanted.words(), filter, most) : Fitting.NOTHING;
    return new Found(
        shown.of(workspaceId, wanted, near.hits(), fitting),
        near.engine(rows.due()),
        Duration.ofNanos(System.nanoTime() - began));
  }

  private Asked asked(Space space, Model model, Wanted wanted) {
    Long like = wanted.like();
    return like == null
        ? questions.of(space, model, wanted.words())
        : new Asked(rows.vector(space, model.name(), like).orElse(null), null);
  }
}
