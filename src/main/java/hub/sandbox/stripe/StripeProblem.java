package hub.sandbox.stripe;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A refusal in Stripe's own form. */
final class StripeProblem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String type;
  private final @Nullable String code;
  private final @Nullable String param;

  private StripeProblem(
      int status, String type, @Nullable String code, @Nullable String param, String message) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  static StripeProblem wrongKey() {
    return new StripeProblem(
        401, "invalid_request_error", null, null, "Invalid API Key provided: sk_test_****");
  }

  static StripeProblem rateLimited() {
    return new StripeProblem(
        429, "invalid_request_error", "rate_limit", null, "Request rate limit exceeded.");
  }

  static StripeProblem broken() {
    return new StripeProblem(
        500, "api_error", null, null, "An unknown error occurred. Please try again.");
  }

  static StripeProblem unknownPath(String method, String path) {
    return new StripeProblem(
        404,
        "invalid_request_error",
        null,
        null,
        "Unrecognized request URL (%s: %s).".formatted(method, path));
  }

  static StripeProblem missing(String kind, String id) {
    return new StripeProblem(
        404,
        "invalid_request_error",
        "resource_missing",
        "id",
        "No such %s: '%s'".formatted(kind, id));
  }

  static StripeProblem needs(String param) {
    return new StripeProblem(
        400,
        "invalid_request_error",
        "parameter_missing",
        param,
        "Missing required param: " + param + ".");
  }

  static StripeProblem invalid(@Nullable String code, @Nullable String param, String message) {
    return new StripeProblem(400, "invalid_request_error", code, param, message);
  }

  static StripeProblem card(String message) {
    return new StripeProblem(402, "card_error", "card_declined", null, message);
  }

  int status() {
    return status;
  }

  String json() {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ObjectNode error = answer.putObject("error");
    if (code != null) {
      error.put("code", code);
    }
    error.put("message", getMessage());
    if (param != null) {
      error.put("param", param);
    }
    error.put("type", type);
    return answer.toString();
  }
}
