package hub.llm;

import java.util.Optional;

/** Has vectors made by a paid call. */
public interface Embedding {

  /**
   * Holds, sends and settles one call.
   *
   * @return empty if its worst case does not fit the budget: then nothing was sent
   * @throws ModelUnavailable if the model can't be asked now
   * @throws RequestRefused if the vendor refuses the request as it is
   */
  Optional<Embedded> embed(TextsToEmbed texts);
}
