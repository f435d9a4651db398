package hub.billing;

import hub.Mode;
import java.util.List;

/**
 * Whom charges are told to. Only charges of its mode are, and only webhooks signed with its secrets
 * are taken.
 */
public record StripeConnection(Mode mode, String url, String key, List<String> webhookSecrets) {

  /** Without keys. */
  @Override
  public String toString() {
    return "StripeConnection[" + mode + " " + url + "]";
  }
}
