package hub.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import hub.Contracts;
import hub.budget.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Stripe's own library signed is taken, and nothing else. */
class SignaturesTest {
  private static final String SECRET = "whsec_one";
  private static final String BODY =
      "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"invoice.paid\",\"livemode\":false,\"name\":\"Zoë\"}";

  private final SettableClock clock = new SettableClock();

  private String signed(String secret) throws Exception {
    return Webhook.Signature.generateSignatureHeader(
        BODY, secret, clock.instant().getEpochSecond());
  }

  private boolean isTaken(byte[] body, String header, String... secrets) {
    return Signatures.verified(body, header, List.of(secrets), clock).isPresent();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void takesWhatAnyOfItsSecretsSigned() throws Exception {
    assertThat(isTaken(bytes(BODY), signed("whsec_old"), SECRET, "whsec_old")).isTrue();
    assertThat(isTaken(bytes(BODY), signed("whsec_other"), SECRET, "whsec_old")).isFalse();
    assertThat(isTaken(bytes(BODY), signed(SECRET), "")).isFalse();
  }

  @Test
  void takesASignatureForFiveMinutes() throws Exception {
    String header = signed(SECRET);
    clock.advance(Duration.ofSeconds(300));
    assertThat(isTaken(bytes(BODY), header, SECRET)).isTrue();

    clock.advance(Duration.ofSeconds(1));
    assertThat(isTaken(bytes(BODY), header, SECRET)).isFalse();
  }

  @Test
  @DisplayName("M8 Refuses 1,000 mutations of body, timestamp, secret, scheme and encoding")
  void refusesMutations() throws Exception {
    Random dice = new Random(42);
    String header = signed(SECRET);
    assertThat(isTaken(bytes(BODY), header, SECRET)).isTrue();
    for (int i = 0; i < 1_000; i++) {
      byte[] body = bytes(BODY);
      String mutated = header;
      String secret = SECRET;
      switch (i % 5) {
        case 0 -> body[dice.nextInt(body.length)] ^= (byte) (1 << dice.nextInt(8));
        case 1 ->
            mutated =
                "t="
                    + (clock.instant().getEpochSecond() + 1 + i)
                    + header.substring(header.indexOf(','));
        case 2 -> secret = flipped(SECRET, dice);
        case 3 -> mutated = scheme(header, dice);
        default -> body = encoded(dice);
      }
      assertThat(isTaken(body, mutated, secret)).as("mutation %d", i).isFalse();
    }
  }

  private static String flipped(String text, Random dice) {
    char[] letters = text.toCharArray();
    letters[dice.nextInt(letters.length)] ^= 1;
    return new String(letters);
  }

  /** Another scheme, a broken one, or a signature that lost or changed a digit. */
  private static String scheme(String header, Random dice) {
    int at = header.indexOf("v1=") + 3 + dice.nextInt(60);
    return switch (dice.nextInt(5)) {
      case 0 -> header.replace("v1=", "v0=");
      case 1 -> header.replace("t=", "");
      case 2 -> header.substring(0, at);
      case 3 -> header.replace(",", ";");
      default ->
          header.substring(0, at)
              + (header.charAt(at) == '0' ? '1' : '0')
              + header.substring(at + 1);
    };
  }

  /** The same words in other bytes. */
  private static byte[] encoded(Random dice) {
    return switch (dice.nextInt(4)) {
      case 0 -> BODY.getBytes(StandardCharsets.ISO_8859_1);
      case 1 -> BODY.getBytes(StandardCharsets.UTF_16);
      case 2 -> bytes("\uFEFF" + BODY);
      default -> bytes(BODY + " ".repeat(1 + dice.nextInt(3)));
    };
  }

  @Test
  void agreesWithThePublishedVectors() throws IOException {
    JsonNode vectors =
        JsonMapper.shared()
            .readTree(Contracts.dir().resolve("stripe-webhooks/signature-vectors.json").toFile());
    JsonNode all = vectors.isArray() ? vectors : vectors.path("vectors");
    assertThat(all.size()).isGreaterThan(10);
    for (JsonNode vector : all) {
      Clock now = Clock.fixed(Instant.ofEpochSecond(vector.path("now").asLong()), ZoneOffset.UTC);
      boolean taken =
          Signatures.verified(
                  bytes(vector.path("payload").asString()),
                  vector.path("header").asString(),
                  List.of(vector.path("secret").asString()),
                  now)
              .isPresent();
      assertThat(taken).as(vector.path("name").asString()).isEqualTo(isAccepted(vector));
    }
  }

  private static boolean isAccepted(JsonNode vector) {
    return vector.path("accept").asBoolean();
  }
}
