package hub.vectors;

import hub.Mode;
import java.util.UUID;

/** Whose vectors they are and whether their texts are invented; spaces never see each other. */
public record Space(UUID workspaceId, Mode mode) {

  /** Its name in an index, and as Pinecone's namespace. */
  String key() {
    return mode.word() + "-" + workspaceId;
  }
}
