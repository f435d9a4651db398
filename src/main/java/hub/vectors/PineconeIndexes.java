package hub.vectors;

import hub.Sha256;
import hub.llm.EmbeddingModels.Model;
import hub.sandbox.Sandbox;
import io.grpc.Status;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.exceptions.PineconeNotFoundException;
import io.pinecone.exceptions.PineconeValidationException;
import io.pinecone.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openapitools.db_control.client.model.IndexModel;

/** Each model's two indexes: found or made at first use, and looked for again when one is gone. */
final class PineconeIndexes implements AutoCloseable {
  private static final int LONGEST_NAME = 45;

  private final PineconeSettings settings;
  private final Sandbox sandbox;
  private final Map<Index, PineconeConnection> open = new HashMap<>();
  private final Map<Index, Positions> positions = new HashMap<>();

  PineconeIndexes(PineconeSettings settings, Sandbox sandbox) {
    this.settings = settings;
    this.sandbox = sandbox;
  }

  /** An index: one kind's texts by one model. */
  record Index(Kind kind, Model model) {}

  /** How to ask this index. */
  synchronized VectorServiceBlockingStub stub(Index index) {
    return open.computeIfAbsent(index, this::connect)
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

  private PineconeConnection connect(Index index) {
    boolean live = !settings.apiKey().isBlank();
    String key = live ? settings.apiKey() : sandbox.secrets().pineconeKey();
    var control =
        new io.pinecone.clients.Pinecone.Builder(key)
            .withHost(live ? settings.baseUrl() : sandbox.pineconeUrl())
            .withTlsEnabled(live)
            .build();
    PineconeConfig config = new PineconeConfig(key);
    config.setHost(foundOrMade(control, index).getHost());
    config.setTLSEnabled(live);
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
