package hub.llm;

import hub.Mode;

/**
 * Which model is asked now. What the administrator changes counts for the next call; ask {@link
 * #of} once for a call, so that all of it comes from one moment.
 */
public interface ModelAccess {

  /** Live once a key was given; from then on never the sandbox by itself. */
  Mode mode();

  /**
   * How this mode's model is reached; {@link ModelConnection#trouble} says if it can't be. The live
   * one is told before it is in use too, for a trial.
   */
  ModelConnection of(Mode mode);

  /** How the model that is asked now is reached. */
  default ModelConnection now() {
    return of(mode());
  }

  /** The model that judges now. */
  default String model() {
    return now().model();
  }

  /** Always this one; it has no model for another mode. */
  static ModelAccess fixed(ModelConnection only) {
    return new ModelAccess() {
      @Override
      public Mode mode() {
        return only.mode();
      }

      @Override
      public ModelConnection of(Mode mode) {
        return mode == only.mode()
            ? only
            : new ModelConnection(
                mode,
                "",
                "",
                only.model(),
                only.embeddingModel(),
                "There is no model here for " + mode);
      }
    };
  }
}
