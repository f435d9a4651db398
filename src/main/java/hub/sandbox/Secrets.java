package hub.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one sandbox, all derived from one secret: whoever starts a sandbox and whoever calls
 * it need to share that alone.
 */
public record Secrets(String secret) {
  /** How many OAuth applications the sandbox's Reddit knows. */
  public static final int REDDIT_APPS = 2;

  /** A new secret, unlike any other. */
  public static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The id of an OAuth application that the sandbox's Reddit knows, 1 to {@link #REDDIT_APPS}. */
  public String redditClientId(int app) {
    return "sandbox-" + derived("reddit-client-id " + app).substring(0, 14);
  }

  /** The secret of that application. */
  public String redditClientSecret(int app) {
    return derived("reddit-client-secret " + app).substring(0, 30);
  }

  /** The key that the sandbox's model asks for. */
  public String openaiKey() {
    return "sk-sandbox-" + derived("openai-key").substring(0, 40);
  }

  /** The secret key that the sandbox's Stripe asks for. */
  public String stripeKey() {
    return "sk_test_sandbox" + derived("stripe-key").substring(0, 40);
  }

  /** What the sandbox's Stripe signs its webhooks with. */
  public String stripeWebhookSecret() {
    return "whsec_sandbox" + derived("stripe-webhook").substring(0, 40);
  }

  /** The key that the sandbox's Pinecone asks for. */
  public String pineconeKey() {
    return "pcsk_sandbox_" + derived("pinecone-key").substring(0, 40);
  }

  /** The key of {@code /control}. */
  public String control() {
    return derived("control").substring(0, 40);
  }

  /** A value that only this sandbox can make, for instance a token. */
  public String derived(String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 belongs to every Java", e);
    }
  }

  /** Compares without telling by its duration how much was right. */
  public static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Secrets[hidden]";
  }
}
