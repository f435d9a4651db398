package hub.sources;

import java.util.List;

/**
 * What storing a batch came to.
 *
 * @param ids one id a text, each once, in the order in which they were given
 * @param added how many were not stored before
 * @param repeats how many were in the batch more than once
 */
public record Stored(List<Long> ids, int added, int repeats) {

  /** The same as an answer to a collection that met no end but the real one. */
  public Collected complete() {
    return new Collected(ids, added, repeats, true, "");
  }
}
