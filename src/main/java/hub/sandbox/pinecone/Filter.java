package hub.sandbox.pinecone;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.Status;
import java.util.Map;
import java.util.Objects;

/** Pinecone's filters on metadata, as far as a hub uses them: $eq, $in, $gte and $and. */
final class Filter {
  private Filter() {}

  /** Whether a record's metadata passes; an empty filter lets all pass. */
  static boolean passes(Struct filter, Struct metadata) {
    return filter.getFieldsMap().entrySet().stream().allMatch(each -> passes(each, metadata));
  }

  private static boolean passes(Map.Entry<String, Value> condition, Struct metadata) {
    if (condition.getKey().equals("$and")) {
      return condition.getValue().getListValue().getValuesList().stream()
          .allMatch(each -> passes(each.getStructValue(), metadata));
    }
    Value value = metadata.getFieldsMap().get(condition.getKey());
    if (condition.getValue().getKindCase() != Value.KindCase.STRUCT_VALUE) {
      return Objects.equals(condition.getValue(), value);
    }
    return value != null
        && condition.getValue().getStructValue().getFieldsMap().entrySet().stream()
            .allMatch(each -> holds(each.getKey(), each.getValue(), value));
  }

  private static boolean holds(String operator, Value wanted, Value value) {
    return switch (operator) {
      case "$eq" -> wanted.equals(value);
      case "$in" -> wanted.getListValue().getValuesList().contains(value);
      case "$gte" -> value.getNumberValue() >= wanted.getNumberValue();
      default ->
          throw Status.INVALID_ARGUMENT
              .withDescription(operator + " is not a valid operator")
              .asRuntimeException();
    };
  }
}
