package hub.billing;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import java.io.Serial;

/** A call to Stripe that came to nothing, with what that means for what was to be done. */
public final class StripeFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** What it means. */
  public enum Meaning {
    /** It was not done and can be asked again. */
    NOT_DONE,
    /** It is not known whether it was done. */
    UNKNOWN,
    /** It was done before. */
    REPEATED,
    /** It will never be done as it is. */
    REFUSED
  }

  private final Meaning meaning;

  private StripeFailure(Meaning meaning, String message, Throwable cause) {
    super(message, cause);
    this.meaning = meaning;
  }

  /** What this failure means; anything that is not Stripe's own word leaves it open. */
  public static StripeFailure of(Throwable cause) {
    return switch (cause) {
      case StripeFailure known -> known;
      case RateLimitException busy ->
          new StripeFailure(Meaning.NOT_DONE, "Stripe is busy and answered 429.", busy);
      case AuthenticationException key ->
          new StripeFailure(Meaning.NOT_DONE, "Stripe refuses the key.", key);
      case InvalidRequestException refused -> refused(refused);
      case ApiConnectionException cut ->
          new StripeFailure(Meaning.UNKNOWN, "No answer of Stripe arrived.", cut);
      case StripeException other ->
          new StripeFailure(
              Meaning.UNKNOWN, "Stripe answered %s.".formatted(other.getStatusCode()), other);
      default ->
          new StripeFailure(
              Meaning.UNKNOWN, "The call ended with " + cause.getClass().getSimpleName(), cause);
    };
  }

  private static StripeFailure refused(InvalidRequestException refused) {
    String message = String.valueOf(refused.getMessage());
    boolean repeated =
        "duplicate_meter_event".equals(refused.getCode())
            || message.contains("already exists with identifier");
    return new StripeFailure(
        repeated ? Meaning.REPEATED : Meaning.REFUSED,
        message.substring(0, Math.min(message.length(), 300)),
        refused);
  }

  public Meaning meaning() {
    return meaning;
  }
}
