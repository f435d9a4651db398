package hub.llm;

import com.openai.core.JsonObject;
import com.openai.core.JsonString;
import com.openai.errors.OpenAIServiceException;
import hub.llm.ModelUnavailable.Why;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/**
 * What a failed call means: for the hold, and for whoever asked.
 *
 * <p>A hold is given back only when the vendor surely billed nothing: the call never reached it, or
 * it refused the request (4xx), or it said that it did not take it (503 in its own words). Any
 * other failure after sending can hide an answer that is billed, so it stays in doubt.
 *
 * @param billing whether something may have been billed
 * @param kind what becomes of the question
 * @param why for {@link Kind#LATER}
 * @param retryAfter for {@link Kind#LATER}
 * @param words for log and page, without the vendor's own text
 */
record VendorFailure(Billing billing, Kind kind, Why why, Duration retryAfter, String words) {
  enum Billing {
    NONE,
    DOUBT
  }

  enum Kind {
    /** The question is fine and is asked again later. */
    LATER,
    /** The question must be split. */
    TOO_LARGE,
    /** The question is refused as it stands. */
    REFUSED
  }

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration PERSON = Duration.ofMinutes(5);

  static VendorFailure of(Throwable failure) {
    return causes(failure)
        .filter(OpenAIServiceException.class::isInstance)
        .map(OpenAIServiceException.class::cast)
        .findFirst()
        .map(VendorFailure::answered)
        .orElseGet(() -> unanswered(failure));
  }

  private static VendorFailure answered(OpenAIServiceException answer) {
    int status = answer.statusCode();
    String code = word(answer, "code");
    String seen = "OpenAI answered " + status + (code.isEmpty() ? "" : " " + code);
    return switch (status) {
      case 400, 409, 422 ->
          code.equals("context_length_exceeded")
              ? tooLarge(seen)
              : new VendorFailure(
                  Billing.NONE, Kind.REFUSED, Why.VENDOR_ERROR, SOON, seen + param(answer));
      case 413 -> tooLarge(seen);
      case 401, 403 ->
          later(
              Billing.NONE,
              Why.WRONG_KEY,
              PERSON,
              seen + ": look at the key in Settings or hub.llm.api-key");
      case 404 ->
          later(
              Billing.NONE,
              Why.WRONG_KEY,
              PERSON,
              seen
                  + ": look at model and address in Settings, or hub.llm.model and"
                  + " hub.llm.base-url");
      case 429 -> limited(answer, code, seen);
      case 503 ->
          later(
              isInItsOwnWords(answer) ? Billing.NONE : Billing.DOUBT, Why.VENDOR_ERROR, SOON, seen);
      default ->
          later(
              status >= 400 && status < 500 ? Billing.NONE : Billing.DOUBT,
              Why.VENDOR_ERROR,
              SOON,
              seen);
    };
  }

  private static VendorFailure limited(OpenAIServiceException answer, String code, String seen) {
    String text = String.valueOf(answer.getMessage());
    String type = word(answer, "type");
    if (isAnyOf("insufficient_quota", code, type)) {
      return later(Billing.NONE, Why.QUOTA_EXHAUSTED, PERSON, seen + ": the account has no credit");
    }
    if (isAnyOf("billing_not_active", code, type)) {
      return later(
          Billing.NONE,
          Why.QUOTA_EXHAUSTED,
          PERSON,
          seen + ": the account's billing is not active");
    }
    if (text.toLowerCase(Locale.ROOT).contains("request too large")) {
      return tooLarge(seen + ": above the key's tokens per minute");
    }
    return later(
        Billing.NONE, Why.RATE_LIMIT, RetryAfter.of(answer.headers(), text).orElse(SOON), seen);
  }

  private static VendorFailure unanswered(Throwable failure) {
    return causes(failure).anyMatch(VendorFailure::neverArrived)
        ? later(Billing.NONE, Why.VENDOR_ERROR, SOON, "OpenAI could not be reached")
        : later(
            Billing.DOUBT,
            Why.CONNECTION_CUT,
            SOON,
            "the connection to OpenAI ended before its answer");
  }

  private static boolean neverArrived(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException
        || cause instanceof SSLHandshakeException
        || cause instanceof SocketTimeoutException
            && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
  }

  private static String param(OpenAIServiceException answer) {
    String name = word(answer, "param");
    return name.isEmpty() ? "" : " at " + name;
  }

  /** Its type says so; those of Cloudflare, before it, tell nothing about the vendor itself. */
  private static boolean isInItsOwnWords(OpenAIServiceException answer) {
    String type = word(answer, "type");
    return !type.isEmpty() && !type.startsWith("cf_");
  }

  private static boolean isAnyOf(String wanted, String code, String type) {
    return code.equals(wanted) || type.equals(wanted);
  }

  /**
   * A field of the answer's error; empty if it is no plain word. The library's own accessors throw
   * for a missing type and for a code that is a number, and then nobody would decide on the hold.
   */
  private static String word(OpenAIServiceException answer, String field) {
    return answer.body() instanceof JsonObject error
            && error.values().get(field) instanceof JsonString word
            && word.value().matches("[\\w.\\[\\]]{1,80}")
        ? word.value()
        : "";
  }

  private static VendorFailure tooLarge(String seen) {
    return new VendorFailure(Billing.NONE, Kind.TOO_LARGE, Why.VENDOR_ERROR, SOON, seen);
  }

  private static VendorFailure later(Billing billing, Why why, Duration after, String seen) {
    return new VendorFailure(billing, Kind.LATER, why, after, seen);
  }
}
