package hub.billing;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How usage gets to Stripe and back.
 *
 * @param stripeUrl Stripe's API, without a slash at its end
 * @param stripeKey a secret key that begins with {@code sk_live_} or {@code rk_live_}, or one of
 *     Stripe's test mode; empty: the sandbox
 * @param webhookSecrets what Stripe signs with; several while one is replaced
 * @param webhookUrl where Stripe reaches this hub's {@code /webhooks/stripe}; empty: loopback
 * @param meterEvery how often charges are grouped and sent
 * @param webhookEvery how often stored webhooks are looked for that nothing announced
 * @param webhookTries how often a webhook is processed before a person must look
 * @param settlesWithin after this long Stripe counts what it accepted: absence before means nothing
 */
@ConfigurationProperties("hub.billing")
public record BillingSettings(
    @DefaultValue("https://api.stripe.com") String stripeUrl,
    @DefaultValue("") String stripeKey,
    @DefaultValue({}) List<String> webhookSecrets,
    @DefaultValue("") String webhookUrl,
    @DefaultValue("10s") Duration meterEvery,
    @DefaultValue("1s") Duration webhookEvery,
    @DefaultValue("8") int webhookTries,
    @DefaultValue("15m") Duration settlesWithin) {

  /** A key whose mode nobody can tell could bill live charges by mistake, or lose them. */
  public BillingSettings {
    if (!stripeKey.isBlank() && !stripeKey.strip().matches("[sr]k_(live|test)_\\S+")) {
      throw new IllegalArgumentException(
          "hub.billing.stripe-key is no secret key of Stripe’s: it begins with sk_live_, rk_live_,"
              + " sk_test_ or rk_test_");
    }
  }

  /** Without keys. */
  @Override
  public String toString() {
    return "BillingSettings[" + stripeUrl + "]";
  }
}
