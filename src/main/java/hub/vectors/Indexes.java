package hub.vectors;

import hub.Mode;
import org.springframework.stereotype.Component;

/** This process's own index and Pinecone's, as one asks whether both know all. */
@Component
class Indexes {
  private final LocalIndex local;
  private final Pinecone pinecone;
  private final PineconeRows pineconeRows;

  Indexes(LocalIndex local, Pinecone pinecone, PineconeRows pineconeRows) {
    this.local = local;
    this.pinecone = pinecone;
    this.pineconeRows = pineconeRows;
  }

  /** Whether each index that is used was told all that happened to this model's vectors. */
  boolean holdAll(Mode mode, String model) {
    local.readOn(model);
    return !pinecone.isUsed()
        || pinecone.mode() != mode
        || pineconeRows.lag(mode, model).unsent() == 0;
  }
}
