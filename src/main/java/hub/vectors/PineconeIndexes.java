package hub.vectors;

import hub.sandbox.Sandbox;
import io.grpc.Status;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.exceptions.PineconeNotFoundException;
import io.pinecone.exceptions.PineconeValidationException;
import io.pinecone.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import java.util.EnumMap;
import java.util.Map;
import org.openapitools.db_control.client.model.IndexModel;

/** The two indexes: found or made at first use, and looked for again when one is gone. */
final class PineconeIndexes implements AutoCloseable {
  private final PineconeSettings settings;
  private final MeaningModel model;
  private final Sandbox sandbox;
  private final Map<Kind, PineconeConnection> open = new EnumMap<>(Kind.class);
  private final Map<Kind, Positions> positions = new EnumMap<>(Kind.class);

  PineconeIndexes(PineconeSettings settings, MeaningModel model, Sandbox sandbox) {
    this.settings = settings;
    this.model = model;
    this.sandbox = sandbox;
    for (Kind kind : Kind.values()) {
      positions.put(kind, new Positions());
    }
  }

  /** How to ask the index of this kind. */
  synchronized VectorServiceBlockingStub stub(Kind kind) {
    return open.computeIfAbsent(kind, this::connect)
        .getBlockingStub()
        .withInterceptors(positions(kind));
  }

  Positions positions(Kind kind) {
    return positions.getOrDefault(kind, new Positions());
  }

  /** After this answer the index may be another one, or elsewhere. */
  synchronized void forget(Kind kind, Status.Code answered) {
    PineconeConnection gone =
        answered == Status.Code.DEADLINE_EXCEEDED || answered == Status.Code.RESOURCE_EXHAUSTED
            ? null
            : open.remove(kind);
    if (gone != null) {
      gone.close();
      positions.put(kind, new Positions());
    }
  }

  private PineconeConnection connect(Kind kind) {
    boolean live = !settings.apiKey().isBlank();
    String key = live ? settings.apiKey() : sandbox.secrets().pineconeKey();
    var control =
        new io.pinecone.clients.Pinecone.Builder(key)
            .withHost(live ? settings.baseUrl() : sandbox.pineconeUrl())
            .withTlsEnabled(live)
            .build();
    PineconeConfig config = new PineconeConfig(key);
    config.setHost(index(control, kind).getHost());
    config.setTLSEnabled(live);
    return new PineconeConnection(config, nameOf(kind));
  }

  private IndexModel index(io.pinecone.clients.Pinecone control, Kind kind) {
    IndexModel index;
    try {
      index = control.describeIndex(nameOf(kind));
    } catch (PineconeNotFoundException missing) {
      index =
          control.createServerlessIndex(
              nameOf(kind),
              "cosine",
              model.dimension(),
              settings.cloud(),
              settings.region(),
              "disabled",
              Map.of("made-by", "sluice"));
    }
    if (index.getDimension() == null || index.getDimension() != model.dimension()) {
      throw new PineconeValidationException(
          "The index %s has %s dimensions, the model %d"
              .formatted(nameOf(kind), index.getDimension(), model.dimension()));
    }
    return index;
  }

  /** A model's vectors never get into another's index. */
  private String nameOf(Kind kind) {
    return "%s-%ss-%s"
        .formatted(settings.prefix(), kind.word(), model.name().replaceAll("[^a-z0-9]+", "-"));
  }

  @Override
  public synchronized void close() {
    open.values().forEach(PineconeConnection::close);
    open.clear();
  }
}
