package hub.api;

import hub.web.Problem.Kind;
import org.jspecify.annotations.Nullable;

/** A request that can't be met, with what to do about it. */
final class ApiProblem extends RuntimeException {
  private final Kind kind;
  private final @Nullable String field;
  private final String remedy;

  /**
   * @param detail what went wrong, a whole sentence
   * @param field the request's field that it is about; null if it is about none
   * @param remedy what to do, a whole sentence
   */
  ApiProblem(Kind kind, String detail, @Nullable String field, String remedy) {
    super(detail);
    this.kind = kind;
    this.field = field;
    this.remedy = remedy;
  }

  /** What is not in the token's workspace is not there. */
  static ApiProblem noSuchAnalysis() {
    return new ApiProblem(
        Kind.NOT_FOUND,
        "The workspace has no analysis with this id.",
        "id",
        "Take an id from GET /api/v1/analyses.");
  }

  Kind kind() {
    return kind;
  }

  @Nullable String field() {
    return field;
  }

  String remedy() {
    return remedy;
  }
}
