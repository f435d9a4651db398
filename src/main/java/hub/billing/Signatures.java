package hub.billing;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a webhook is Stripe's, by the official check over every secret in use. */
final class Signatures {
  /** How old a signature may be, in seconds. */
  private static final long TOLERANCE = 300;

  private Signatures() {}

  /** The body as text if one of the secrets signed just these bytes lately; else empty. */
  static Optional<String> verified(
      byte[] body, @Nullable String header, List<String> secrets, Clock clock) {
    return header == null
        ? Optional.empty()
        : text(body)
            .filter(
                text -> secrets.stream().anyMatch(secret -> isSigned(text, header, secret, clock)));
  }

  private static boolean isSigned(String body, String header, String secret, Clock clock) {
    try {
      return !secret.isBlank()
          && Webhook.Signature.verifyHeader(body, header, secret, TOLERANCE, clock);
    } catch (SignatureVerificationException | RuntimeException refused) {
      // The official check fails in many ways on a header that is none; each is a no.
      return false;
    }
  }

  /** Strictly, so that no other bytes can pass for the signed ones. */
  private static Optional<String> text(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }
}
