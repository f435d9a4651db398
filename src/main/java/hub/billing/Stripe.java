package hub.billing;

import com.stripe.model.StripeObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks Stripe, by the same journey for everybody. */
public interface Stripe {

  /**
   * One call.
   *
   * @param to whom
   * @param operation as the {@code stripe:} component names it, {@code customers}
   * @param method {@code create}, {@code retrieve}, {@code list} and so on
   * @param id the object it is about; null for create and list
   * @param parameters Stripe's own
   * @param once a key under which a repeated call does nothing twice; null for none
   * @throws StripeFailure if Stripe refuses, fails or cannot be reached
   */
  <T extends StripeObject> T ask(
      StripeConnection to,
      Class<T> answer,
      String operation,
      String method,
      @Nullable String id,
      Map<String, Object> parameters,
      @Nullable String once);
}
