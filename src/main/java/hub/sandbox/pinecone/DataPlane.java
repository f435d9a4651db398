package hub.sandbox.pinecone;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.pinecone.proto.DeleteRequest;
import io.pinecone.proto.DeleteResponse;
import io.pinecone.proto.DescribeIndexStatsRequest;
import io.pinecone.proto.DescribeIndexStatsResponse;
import io.pinecone.proto.FetchRequest;
import io.pinecone.proto.FetchResponse;
import io.pinecone.proto.ListItem;
import io.pinecone.proto.ListRequest;
import io.pinecone.proto.ListResponse;
import io.pinecone.proto.NamespaceSummary;
import io.pinecone.proto.Pagination;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.ScoredVector;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.UpsertResponse;
import io.pinecone.proto.Usage;
import io.pinecone.proto.Vector;
import io.pinecone.proto.VectorServiceGrpc;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The data plane of one index, with Pinecone's limits and its words for what breaks them. */
final class DataPlane extends VectorServiceGrpc.VectorServiceImplBase {
  private static final int MOST_RECORDS = 1_000;
  private static final int LARGEST_METADATA = 40 << 10;
  private static final int MOST_RESULTS = 10_000;
  private static final int PAGE = 100;

  private final Records records;

  DataPlane(Records records) {
    this.records = records;
  }

  @Override
  public void upsert(UpsertRequest request, StreamObserver<UpsertResponse> answer) {
    answer(
        answer,
        () -> {
          if (request.getVectorsCount() > MOST_RECORDS) {
            throw invalid("Request exceeds the limit of 1000 vectors");
          }
          request.getVectorsList().forEach(this::check);
          records.upsert(request.getNamespace(), request.getVectorsList());
          return UpsertResponse.newBuilder().setUpsertedCount(request.getVectorsCount()).build();
        });
  }

  private void check(Vector vector) {
    if (vector.getValuesCount() != records.dimension()) {
      throw invalid(
          "Vector dimension %d does not match the dimension of the index %d"
              .formatted(vector.getValuesCount(), records.dimension()));
    }
    if (vector.getMetadata().getSerializedSize() > LARGEST_METADATA) {
      throw invalid("Metadata size exceeds the limit of 40960 bytes per vector");
    }
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<DeleteResponse> answer) {
    answer(
        answer,
        () -> {
          if (request.getIdsCount() > MOST_RECORDS) {
            throw invalid("Request exceeds the limit of 1000 ids");
          }
          records.delete(request.getNamespace(), request.getIdsList(), request.getDeleteAll());
          return DeleteResponse.getDefaultInstance();
        });
  }

  @Override
  public void fetch(FetchRequest request, StreamObserver<FetchResponse> answer) {
    answer(
        answer,
        () -> {
          TreeMap<String, Vector> all = records.of(request.getNamespace());
          FetchResponse.Builder found =
              FetchResponse.newBuilder().setNamespace(request.getNamespace());
          request.getIdsList().stream()
              .filter(all::containsKey)
              .forEach(id -> found.putVectors(id, all.get(id)));
          return found.setUsage(Usage.newBuilder().setReadUnits(1)).build();
        });
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListResponse> answer) {
    answer(
        answer,
        () -> {
          int limit = request.hasLimit() ? Math.clamp(request.getLimit(), 1, PAGE) : PAGE;
          List<String> ids =
              records
                  .of(request.getNamespace())
                  .tailMap(request.getPaginationToken(), false)
                  .keySet()
                  .stream()
                  .filter(id -> id.startsWith(request.getPrefix()))
                  .limit(limit + 1L)
                  .toList();
          ListResponse.Builder page =
              ListResponse.newBuilder().setNamespace(request.getNamespace());
          ids.stream().limit(limit).forEach(id -> page.addVectors(ListItem.newBuilder().setId(id)));
          if (ids.size() > limit) {
            page.setPagination(Pagination.newBuilder().setNext(ids.get(limit - 1)));
          }
          return page.setUsage(Usage.newBuilder().setReadUnits(1)).build();
        });
  }

  @Override
  public void query(QueryRequest request, StreamObserver<QueryResponse> answer) {
    answer(
        answer,
        () -> {
          if (request.getVectorCount() != records.dimension()) {
            throw invalid(
                "Query vector dimension %d does not match the dimension of the index %d"
                    .formatted(request.getVectorCount(), records.dimension()));
          }
          if (request.getTopK() < 1 || request.getTopK() > MOST_RESULTS) {
            throw invalid("top_k must be between 1 and 10000");
          }
          QueryResponse.Builder found =
              QueryResponse.newBuilder().setNamespace(request.getNamespace());
          records.of(request.getNamespace()).values().stream()
              .filter(each -> Filter.passes(request.getFilter(), each.getMetadata()))
              .map(each -> scored(each, request))
              .sorted(Comparator.comparing(ScoredVector::getScore).reversed())
              .limit(request.getTopK())
              .forEach(found::addMatches);
          return found.setUsage(Usage.newBuilder().setReadUnits(1)).build();
        });
  }

  private static ScoredVector scored(Vector vector, QueryRequest request) {
    double dot = 0;
    double one = 0;
    double other = 0;
    for (int i = 0; i < vector.getValuesCount(); i++) {
      dot += vector.getValues(i) * request.getVector(i);
      one += vector.getValues(i) * vector.getValues(i);
      other += request.getVector(i) * request.getVector(i);
    }
    ScoredVector.Builder scored =
        ScoredVector.newBuilder()
            .setId(vector.getId())
            .setScore((float) (dot / Math.sqrt(one * other)));
    if (request.getIncludeMetadata()) {
      scored.setMetadata(vector.getMetadata());
    }
    if (request.getIncludeValues()) {
      scored.addAllValues(vector.getValuesList());
    }
    return scored.build();
  }

  @Override
  public void describeIndexStats(
      DescribeIndexStatsRequest request, StreamObserver<DescribeIndexStatsResponse> answer) {
    answer(
        answer,
        () -> {
          DescribeIndexStatsResponse.Builder stats =
              DescribeIndexStatsResponse.newBuilder().setDimension(records.dimension());
          int total = 0;
          for (var space : records.counts().entrySet()) {
            stats.putNamespaces(
                space.getKey(),
                NamespaceSummary.newBuilder().setVectorCount(space.getValue()).build());
            total += space.getValue();
          }
          return stats.setTotalVectorCount(total).setMetric("cosine").build();
        });
  }

  private static StatusRuntimeException invalid(String why) {
    return Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException();
  }

  private static <T> void answer(StreamObserver<T> to, Supplier<T> work) {
    T done;
    try {
      done = work.get();
    } catch (StatusRuntimeException refused) {
      to.onError(refused);
      return;
    }
    to.onNext(done);
    to.onCompleted();
  }
}
