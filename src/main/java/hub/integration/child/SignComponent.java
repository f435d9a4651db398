package hub.integration.child;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code sign:standard-webhooks?secret=...} signs the body as standardwebhooks.com says: the
 * headers {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}. The id is
 * the event's, so it is the same for each try.
 */
final class SignComponent extends DefaultComponent {
  static final String SCHEME = "standard-webhooks";
  private static final String PREFIX = "whsec_";
  private static final String HMAC = "HmacSHA256";

  private final Secrets secrets;
  private final boolean trial;
  private final Clock clock;

  SignComponent(Secrets secrets, boolean trial, Clock clock) {
    this.secrets = secrets;
    this.trial = trial;
    this.clock = clock;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    Object secret = parameters.remove("secret");
    if (!remaining.equals(SCHEME) || secret == null || !parameters.isEmpty()) {
      throw new Refused("sign knows standard-webhooks with the option secret");
    }
    String key = trial ? "in a trial" : secrets.reveal(String.valueOf(secret));
    return new SignEndpoint(uri, this, key(key));
  }

  private static byte[] key(String secret) {
    return secret.startsWith(PREFIX)
        ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
        : secret.getBytes(StandardCharsets.UTF_8);
  }

  private final class SignEndpoint extends DefaultEndpoint {
    private final byte[] key;

    SignEndpoint(String uri, SignComponent component, byte[] key) {
      super(uri, component);
      this.key = key;
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) throws Exception {
          sign(exchange.getMessage(), key);
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      throw new Refused("Flows may not consume from sign");
    }
  }

  /** The bytes that were signed are the bytes that are sent. */
  private void sign(Message message, byte[] key) throws GeneralSecurityException {
    byte[] body = message.getBody(byte[].class);
    byte[] signed = body == null ? new byte[0] : body;
    String id = message.getHeader("event-id", () -> "msg_" + UUID.randomUUID(), String.class);
    String at = String.valueOf(clock.instant().getEpochSecond());
    Mac mac = Mac.getInstance(HMAC);
    mac.init(new SecretKeySpec(key, HMAC));
    mac.update((id + "." + at + ".").getBytes(StandardCharsets.UTF_8));
    message.setBody(signed);
    message.setHeader("webhook-id", id);
    message.setHeader("webhook-timestamp", at);
    message.setHeader(
        "webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed)));
  }
}
