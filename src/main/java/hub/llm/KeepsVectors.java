package hub.llm;

import java.util.List;

/**
 * Keeps vectors in the transaction that settles their attempt, so that whatever crashes then, none
 * is paid for twice. Implemented by the vectors' room.
 */
public interface KeepsVectors {

  /** Takes what the texts' call brought, in their order. */
  void keep(TextsToEmbed texts, List<float[]> vectors);
}
