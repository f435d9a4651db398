package hub.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.net.Webhook;
import hub.Mode;
import hub.TestDatabase;
import hub.budget.SettableClock;
import hub.sandbox.Sandbox;
import hub.sandbox.TestSandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Live and sandbox never mix, whatever keys are set and whatever signs a webhook. */
class KeysNeverMixTest {
  private static final String OURS = "whsec_ours";
  private static final List<String> KEYS =
      List.of("", "sk_test_1", "rk_test_1", "sk_live_1", "rk_live_1");

  private static TestDatabase database;

  private final SettableClock clock = new SettableClock();
  private final Sandbox sandbox = TestSandbox.none();

  @BeforeAll
  static void start() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private StripeAccess access(String key) {
    return new StripeAccess(
        new BillingSettings(
            "https://api.stripe.com",
            key,
            List.of(OURS),
            "",
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            8,
            Duration.ofMinutes(15)),
        sandbox);
  }

  @ParameterizedTest
  @CsvSource({
    "'', SANDBOX",
    "' ', SANDBOX",
    "sk_test_1, SANDBOX",
    "rk_test_1, SANDBOX",
    "sk_live_1, LIVE",
    "' rk_live_1 ', LIVE"
  })
  void tellsAKeysModeByItsBeginning(String key, Mode mode) {
    assertThat(access(key).now().mode()).isEqualTo(mode);
    assertThat(access(key).isSandbox()).isEqualTo(key.isBlank());
    assertThat(access(key).now().url().contains("stripe.com")).isEqualTo(!key.isBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pk_live_1", "whsec_1", "sk_org_live_1", "SK_LIVE_1", "sk_1", "x sk_live_1"})
  void refusesAKeyWhoseModeNobodyKnows(String key) {
    assertThatThrownBy(() -> access(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hub.billing.stripe-key")
        .hasMessageNotContaining(key);
  }

  /** Each key set, each secret signing, and an event of each mode. */
  @Test
  void takesAWebhookOfItsOwnModeAndSecretAlone() throws Exception {
    WebhookEvents events = new WebhookEvents(database.jdbc(), clock);
    List<String> taken = new ArrayList<>();
    for (String key : KEYS) {
      for (String secret : List.of(OURS, sandbox.secrets().stripeWebhookSecret(), "whsec_x")) {
        for (boolean live : List.of(true, false)) {
          String id = "evt_%s_%s_%s".formatted(key, secret.hashCode(), live);
          if (post(new WebhookController(access(key), events, clock), id, secret, live) == 200) {
            taken.add("%s %s %s".formatted(key, name(secret), live ? "live" : "test"));
          }
        }
      }
    }

    assertThat(taken)
        .containsExactly(
            " sandbox test",
            "sk_test_1 ours test",
            "rk_test_1 ours test",
            "sk_live_1 ours live",
            "rk_live_1 ours live");
    assertThat(
            database
                .jdbc()
                .sql("select count(*) from webhook_event where mode = 'live'")
                .query(Long.class)
                .single())
        .isEqualTo(2);
    assertThat(events.due(Mode.LIVE))
        .allMatch(event -> event.payload().contains("\"livemode\":true"));
  }

  private String name(String secret) {
    return secret.equals(OURS) ? "ours" : "sandbox";
  }

  private int post(WebhookController controller, String id, String secret, boolean live)
      throws Exception {
    String body = "{\"id\":\"%s\",\"type\":\"invoice.paid\",\"livemode\":%s}".formatted(id, live);
    String header =
        Webhook.Signature.generateSignatureHeader(body, secret, clock.instant().getEpochSecond());
    return controller.take(body.getBytes(StandardCharsets.UTF_8), header).getStatusCode().value();
  }
}
