package hub.vectors;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import hub.Mode;
import hub.llm.EmbeddingModels.Model;
import hub.vectors.Change.Placed;
import hub.vectors.Nearest.Filter;
import hub.vectors.PineconeIndexes.Index;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.pinecone.exceptions.PineconeException;
import io.pinecone.proto.DeleteRequest;
import io.pinecone.proto.DeleteResponse;
import io.pinecone.proto.ListRequest;
import io.pinecone.proto.ListResponse;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.Vector;
import io.pinecone.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Pinecone by its own client: one index for posts, one for comments, a namespace for each space.
 * Queries ask for ids and scores alone, which is what costs least.
 *
 * <p>Every failure is a {@link PineconeTrouble}: an outage, a spent quota, a missing index, another
 * dimension.
 */
@Component
class Pinecone implements AutoCloseable {
  private static final Duration CALL = Duration.ofSeconds(20);

  /** How many vectors a request may hold; Pinecone takes 1,000, and 2 MB in all. */
  private static final int MOST_RECORDS = 1_000;

  private static final int MOST_BYTES = 1_800_000;

  /** Metadata and id of one record, in bytes, generously. */
  private static final int OVERHEAD = 600;

  private final PineconeSettings settings;
  private final PineconeAccess access;
  private final PineconeIndexes indexes;

  Pinecone(PineconeSettings settings, PineconeAccess access) {
    this.settings = settings;
    this.access = access;
    this.indexes = new PineconeIndexes(settings, access);
  }

  /** What a query found. */
  record Matches(List<Hit> hits, long readUnits, boolean fresh) {}

  /** Whether it is used at all. */
  boolean isUsed() {
    return access.isUsed();
  }

  /** Whose vectors it gets. */
  Mode mode() {
    return access.mode();
  }

  /** The nearest texts of one kind, within the time limit. */
  Matches nearest(Kind kind, Nearest asked) {
    QueryRequest.Builder query =
        QueryRequest.newBuilder()
            .setNamespace(asked.space().key())
            .setTopK(asked.most())
            .setFilter(filter(asked.filter()));
    for (float each : asked.vector()) {
      query.addVector(each);
    }
    Index index = new Index(kind, new Model(asked.model(), asked.vector().length));
    Positions positions = indexes.positions(index);
    QueryResponse found = ask(index, settings.timeLimit(), stub -> stub.query(query.build()));
    List<Hit> hits =
        found.getMatchesList().stream()
            .map(match -> new Hit(Long.parseLong(match.getId()), match.getScore()))
            .toList();
    return new Matches(hits, found.getUsage().getReadUnits(), positions.isFresh());
  }

  /**
   * Writes what is now known of these texts, in order.
   *
   * @return the write units that this took
   */
  long write(Index index, Space space, List<Change> changes) {
    List<Vector> records = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Change change : changes) {
      Placed now = change.now();
      if (now == null) {
        gone.add(Long.toString(change.textId()));
      } else {
        records.add(record(change.textId(), now));
      }
    }
    long units = 0;
    for (List<Vector> part : parts(records, atOnce(records))) {
      UpsertRequest request =
          UpsertRequest.newBuilder().setNamespace(space.key()).addAllVectors(part).build();
      ask(index, CALL, stub -> stub.upsert(request));
      units += unitsOf(request.getSerializedSize());
    }
    for (List<String> part : parts(gone, MOST_RECORDS)) {
      DeleteRequest request =
          DeleteRequest.newBuilder().setNamespace(space.key()).addAllIds(part).build();
      ask(
          index,
          CALL,
          stub -> orNothing(() -> stub.delete(request), DeleteResponse.getDefaultInstance()));
      units += part.size();
    }
    return units;
  }

  /** A write unit is a kilobyte of request, five at least. */
  private static long unitsOf(int bytes) {
    return Math.max(5, (bytes + 1_023) / 1_024);
  }

  private static int atOnce(List<Vector> records) {
    int dimension = records.isEmpty() ? 1 : records.getFirst().getValuesCount();
    return Math.clamp(MOST_BYTES / (dimension * Float.BYTES + OVERHEAD), 1, MOST_RECORDS);
  }

  private static <T> List<List<T>> parts(List<T> all, int most) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      parts.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return parts;
  }

  /** Every text of a space that it lists. */
  Set<Long> ids(Index index, Space space) {
    Set<Long> ids = new HashSet<>();
    String next = "";
    do {
      ListRequest.Builder page = ListRequest.newBuilder().setNamespace(space.key()).setLimit(100);
      if (!next.isEmpty()) {
        page.setPaginationToken(next);
      }
      ListResponse listed =
          ask(
              index,
              CALL,
              stub -> orNothing(() -> stub.list(page.build()), ListResponse.getDefaultInstance()));
      listed.getVectorsList().forEach(each -> ids.add(Long.parseLong(each.getId())));
      next = listed.getPagination().getNext();
    } while (!next.isEmpty());
    return ids;
  }

  private static Vector record(long id, Placed now) {
    Vector.Builder record =
        Vector.newBuilder()
            .setId(Long.toString(id))
            .setMetadata(
                Struct.newBuilder()
                    .putFields("community", text(now.community()))
                    .putFields("created", number(now.createdAt().getEpochSecond()))
                    .putFields("score", number(now.score())));
    for (float each : now.vector()) {
      record.addValues(each);
    }
    return record.build();
  }

  private static Struct filter(Filter filter) {
    Struct.Builder all = Struct.newBuilder();
    if (!filter.communities().isEmpty()) {
      ListValue.Builder names = ListValue.newBuilder();
      filter.communities().forEach(name -> names.addValues(text(name)));
      all.putFields("community", condition("$in", Value.newBuilder().setListValue(names).build()));
    }
    if (filter.since() != null) {
      all.putFields("created", condition("$gte", number(filter.since().getEpochSecond())));
    }
    Optional.ofNullable(filter.leastScore())
        .ifPresent(score -> all.putFields("score", condition("$gte", number(score))));
    return all.build();
  }

  private static Value condition(String operator, Value value) {
    return Value.newBuilder()
        .setStructValue(Struct.newBuilder().putFields(operator, value))
        .build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }

  /**
   * A namespace begins with its first vector. Before that nothing is in it: a delete has nothing
   * left to do, however often it was sent again.
   */
  private static <T> T orNothing(Supplier<T> question, T nothing) {
    try {
      return question.get();
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return nothing;
      }
      throw refused;
    }
  }

  private <T> T ask(Index index, Duration limit, Function<VectorServiceBlockingStub, T> question) {
    try {
      return question.apply(
          indexes.stub(index).withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (StatusRuntimeException refused) {
      indexes.forget(index, refused.getStatus().getCode());
      throw new PineconeTrouble("Pinecone answered " + refused.getStatus().getCode(), refused);
    } catch (PineconeException refused) {
      throw new PineconeTrouble("Pinecone's indexes can't be reached", refused);
    }
  }

  @Override
  public void close() {
    indexes.close();
  }
}
