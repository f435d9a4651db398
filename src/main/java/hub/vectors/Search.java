package hub.vectors;

import hub.llm.ModelAccess;
import hub.vectors.Meanings.Answer;
import hub.vectors.Nearest.Filter;
import hub.vectors.WordIndex.Fitting;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Finds stored posts and comments by meaning and by words. */
@Service
public class Search {
  /** More than is shown, since some of what indexes know may have lost its words. */
  private static final int SPARE = 30;

  private final Meanings meanings;
  private final WordIndex words;
  private final MeaningModel model;
  private final VectorRows rows;
  private final Places places;
  private final Shown shown;
  private final ModelAccess access;
  private final Clock clock;

  Search(
      Meanings meanings,
      WordIndex words,
      MeaningModel model,
      VectorRows rows,
      Places places,
      Shown shown,
      ModelAccess access,
      Clock clock) {
    this.meanings = meanings;
    this.words = words;
    this.model = model;
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
    Answer near =
        asked(space, wanted)
            .map(vector -> meanings.nearest(new Nearest(model.name(), space, vector, most, filter)))
            .orElseGet(meanings::nothing);
    Fitting fitting =
        wanted.like() == null ? words.find(space, wanted.words(), filter, most) : Fitting.NOTHING;
    return new Found(
        shown.of(workspaceId, wanted, near.hits(), fitting),
        near.engine(rows.due()),
        Duration.ofNanos(System.nanoTime() - began));
  }

  private Optional<float[]> asked(Space space, Wanted wanted) {
    Long like = wanted.like();
    return like == null
        ? Optional.of(model.ofQuestion(wanted.words()))
        : rows.vector(space, model.name(), like);
  }
}
