package hub.vectors;

import hub.Sha256;
import hub.llm.EmbeddingModels.Model;
import hub.vectors.PineconeAccess.Connection;
import io.grpc.Status;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.exceptions.PineconeNotFoundException;
import io.pinecone.exceptions.PineconeValidationException;
import io.pinecone.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openapitools.db_control.client.model.IndexModel;

/** Each model's two indexes: found or made at first use, and looked for again when one is gone. */
final class PineconeIndexes implements AutoCloseable {
  private static final int LONGEST_NAME = 45;

  private final PineconeSettings settings;
  private final PineconeAccess access;
  private @Nullable Connection connection;
  private final Map<Index, PineconeConnection> open = new HashMap<>();
  private final Map<Index, Positions> positions = new HashMap<>();

  PineconeIndexes(PineconeSettings settings, PineconeAccess access) {
    this.settings = settings;
    this.access = access;
  }

  /** An index: one kind's texts by one model. */
  record Index(Kind kind, Model model) {}

  /** How to ask this index. */
  synchronized VectorServiceBlockingStub stub(Index index) {
    Connection now = access.now();
    String trouble = now.trouble();
    if (trouble != null) {
      throw new PineconeTrouble(trouble, null);
    }
    if (!now.equals(connection)) {
      close();
      positions.clear();
      connection = now;
    }
    return open.computeIfAbsent(index, missing -> connect(now, missing))
        .getBlockingStub()
        .withInterceptors(positions(index));
  }

  synchronized Positions positions(Index index) {
    return positions.computeIfAbsent(index, first -> new Positions());
  }

  /** After this answer the index may be another one, or elsewhere. */
  synchronized void forget(Index index, Status.Code answered) {
    PineconeConnection gone =
        answered == Status.Code.DEADLINE_EXCEEDED || answered == Status.Code.RESOURCE_EXHAUSTED
            ? null
            : open.remove(index);
    if (gone != null) {
      gone.close();
      positions.remove(index);
    }
  }

  private PineconeConnection connect(Connection to, Index index) {
    var control = to.control();
    PineconeConfig config = new PineconeConfig(to.key());
    config.setHost(foundOrMade(control, index).getHost());
    config.setTLSEnabled(to.hasTls());
    return new PineconeConnection(config, nameOf(index));
  }

  private IndexModel foundOrMade(io.pinecone.clients.Pinecone control, Index index) {
    String name = nameOf(index);
    int dimension = index.model().dimension();
    IndexModel found;
    try {
      found = control.describeIndex(name);
    } catch (PineconeNotFoundException missing) {
      found =
          control.createServerlessIndex(
              name,
              "cosine",
              dimension,
              settings.cloud(),
              settings.region(),
              "disabled",
              Map.of("made-by", "sluice"));
    }
    if (found.getDimension() == null || found.getDimension() != dimension) {
      throw new PineconeValidationException(
          "The index %s has %s dimensions, the model %d"
              .formatted(name, found.getDimension(), dimension));
    }
    return found;
  }

  /** A model's vectors never get into another's index. */
  private String nameOf(Index index) {
    String model = index.model().name();
    String name =
        "%s-%ss-%s"
            .formatted(
                settings.prefix(),
                index.kind().word(),
                model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    return name.length() <= LONGEST_NAME && !name.endsWith("-")
        ? name
        : "%s-%ss-%s".formatted(settings.prefix(), index.kind().word(), Sha256.hex(model, 8));
  }

  @Override
  public synchronized void close() {
    open.values().forEach(PineconeConnection::close);
    open.clear();
  }
}
