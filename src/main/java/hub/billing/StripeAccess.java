package hub.billing;

import hub.Mode;
import hub.sandbox.Sandbox;
import java.util.List;
import org.springframework.stereotype.Component;

/** Knows which Stripe is spoken to: the one of the configured key, or the sandbox. */
@Component
public class StripeAccess {
  private final BillingSettings settings;
  private final Sandbox sandbox;

  public StripeAccess(BillingSettings settings, Sandbox sandbox) {
    this.settings = settings;
    this.sandbox = sandbox;
  }

  /** The Stripe that is spoken to now. A key of Stripe's test mode never meets a live charge. */
  public StripeConnection now() {
    String key = settings.stripeKey().strip();
    if (key.isEmpty()) {
      return new StripeConnection(
          Mode.SANDBOX,
          sandbox.stripeUrl(),
          sandbox.secrets().stripeKey(),
          List.of(sandbox.secrets().stripeWebhookSecret()));
    }
    Mode mode = key.matches("(sk|rk)_live_.*") ? Mode.LIVE : Mode.SANDBOX;
    return new StripeConnection(
        mode, settings.stripeUrl(), key, List.copyOf(settings.webhookSecrets()));
  }

  /** Whether it is the sandbox of this installation, whose month can be ended by hand. */
  public boolean isSandbox() {
    return settings.stripeKey().isBlank();
  }
}
