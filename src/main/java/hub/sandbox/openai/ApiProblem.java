package hub.sandbox.openai;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An answer with an error, worded as OpenAI words it. */
final class ApiProblem extends RuntimeException {
  private static final String ORGANIZATION = "org-000000000000000000sandbox";
  private static final String INVALID = "invalid_request_error";

  private final int status;
  private final String type;
  private final @Nullable String param;
  private final @Nullable String code;
  private final Map<String, String> headers;

  private ApiProblem(
      int status,
      String type,
      @Nullable String param,
      @Nullable String code,
      String message,
      Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.param = param;
    this.code = code;
    this.headers = headers;
  }

  static ApiProblem invalid(@Nullable String param, @Nullable String code, String message) {
    return new ApiProblem(400, INVALID, param, code, message, Map.of());
  }

  static ApiProblem wrongType(String param, String expected, String given) {
    String article = "aeiou".indexOf(given.charAt(0)) >= 0 ? "an " : "a ";
    return invalid(
        param,
        "invalid_type",
        "Invalid type for '"
            + param
            + "': expected "
            + expected
            + ", but got "
            + article
            + given
            + " instead.");
  }

  static ApiProblem missing(String param) {
    return invalid(
        param, "missing_required_parameter", "Missing required parameter: '" + param + "'.");
  }

  static ApiProblem wrongKey(String given) {
    return new ApiProblem(
        401,
        INVALID,
        null,
        "invalid_api_key",
        "Incorrect API key provided: "
            + masked(given)
            + ". You can find your API key at https://platform.openai.com/account/api-keys.",
        Map.of());
  }

  static ApiProblem noKey() {
    return new ApiProblem(
        401,
        INVALID,
        null,
        null,
        "You didn't provide an API key. You need to provide your API key in an Authorization header"
            + " using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
        Map.of());
  }

  static ApiProblem unknownModel(String model) {
    return new ApiProblem(
        404,
        INVALID,
        null,
        "model_not_found",
        "The model `" + model + "` does not exist or you do not have access to it.",
        Map.of());
  }

  static ApiProblem unknownObject(String what, String id) {
    return new ApiProblem(404, INVALID, "id", null, "No such " + what + " object: " + id, Map.of());
  }

  static ApiProblem unknownPath(String method, String path) {
    return new ApiProblem(
        404, INVALID, null, null, "Invalid URL (" + method + " /v1" + path + ")", Map.of());
  }

  static ApiProblem contextLength(int window, int tokens) {
    return invalid(
        "messages",
        "context_length_exceeded",
        "This model's maximum context length is "
            + window
            + " tokens. However, your messages resulted in "
            + tokens
            + " tokens. Please reduce the length of the messages.");
  }

  static ApiProblem rateLimit(String model, long limit, long used, int requested, long millis) {
    return new ApiProblem(
        429,
        "tokens",
        null,
        "rate_limit_exceeded",
        "Rate limit reached for "
            + model
            + " in organization "
            + ORGANIZATION
            + " on tokens per min (TPM): Limit "
            + limit
            + ", Used "
            + used
            + ", Requested "
            + requested
            + ". Please try again in "
            + RateLimits.span(millis)
            + ". Visit https://platform.openai.com/account/rate-limits to learn more.",
        Map.of(
            "retry-after",
            Long.toString((millis + 999) / 1000),
            "retry-after-ms",
            Long.toString(millis)));
  }

  static ApiProblem tooLarge(String model, long limit, int requested) {
    return new ApiProblem(
        429,
        "tokens",
        null,
        "rate_limit_exceeded",
        "Request too large for "
            + model
            + " in organization "
            + ORGANIZATION
            + " on tokens per min (TPM): Limit "
            + limit
            + ", Requested "
            + requested
            + ". The input or output tokens must be reduced in order to run successfully."
            + " Visit https://platform.openai.com/account/rate-limits to learn more.",
        Map.of());
  }

  static ApiProblem insufficientQuota() {
    return new ApiProblem(
        429,
        "insufficient_quota",
        null,
        "insufficient_quota",
        "You exceeded your current quota, please check your plan and billing details. For more"
            + " information on this error, read the docs:"
            + " https://platform.openai.com/docs/guides/error-codes/api-errors.",
        Map.of());
  }

  static ApiProblem serverError(int status, String requestId) {
    return new ApiProblem(
        status,
        "server_error",
        null,
        null,
        "The server had an error processing your request. Sorry about that! You can retry your"
            + " request, or contact us through our help center at help.openai.com if you keep"
            + " seeing this error. (Please include the request ID "
            + requestId
            + " in your email.)",
        Map.of());
  }

  private static String masked(String key) {
    return key.length() < 12
        ? key
        : key.substring(0, 4) + "*".repeat(key.length() - 8) + key.substring(key.length() - 4);
  }

  int status() {
    return status;
  }

  /** {@code invalid_api_key} and so on; the error's type where OpenAI gives no code. */
  String word() {
    return code == null ? type : code;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The body as OpenAI sends it. */
  String json() {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.putObject("error")
        .put("message", getMessage())
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return body.toPrettyString();
  }
}
