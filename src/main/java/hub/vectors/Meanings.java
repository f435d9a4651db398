package hub.vectors;

import hub.vectors.Found.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks an index for what is nearest, and says which one answered. */
@Component
class Meanings {
  private final LocalIndex local;

  Meanings(LocalIndex local) {
    this.local = local;
  }

  /**
   * What was found and by whom.
   *
   * @param notice why it was not the usual index, a sentence; null if it was
   */
  record Answer(List<Hit> hits, String name, @Nullable String notice) {
    Engine engine(long waiting) {
      return new Engine(name, waiting, notice);
    }
  }

  Answer nearest(Nearest asked) {
    return new Answer(local.nearest(asked), Engine.LOCAL, null);
  }

  /** When there is nothing to compare with. */
  Answer nothing() {
    return new Answer(List.of(), Engine.LOCAL, null);
  }
}
