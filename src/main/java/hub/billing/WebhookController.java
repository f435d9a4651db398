package hub.billing;

import hub.Mode;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes Stripe's webhooks: checked, stored, answered; what they mean is found out afterwards. */
@RestController
class WebhookController {
  private final StripeAccess access;
  private final WebhookEvents events;
  private final Clock clock;

  WebhookController(StripeAccess access, WebhookEvents events, Clock clock) {
    this.access = access;
    this.events = events;
    this.clock = clock;
  }

  @PostMapping("/webhooks/stripe")
  ResponseEntity<Void> take(
      @RequestBody(required = false) byte @Nullable [] body,
      @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String signature) {
    StripeConnection from = access.now();
    Optional<String> signed =
        body == null
            ? Optional.empty()
            : Signatures.verified(body, signature, from.webhookSecrets(), clock);
    return signed.isPresent() && isKept(from.mode(), signed.get())
        ? ResponseEntity.ok().build()
        : ResponseEntity.badRequest().build();
  }

  private boolean isKept(Mode mode, String payload) {
    try {
      JsonNode event = JsonMapper.shared().readTree(payload);
      String id = event.path("id").asString("");
      boolean isOfThisMode = event.path("livemode").asBoolean(false) == (mode == Mode.LIVE);
      if (id.isEmpty() || !isOfThisMode) {
        return false;
      }
      events.store(mode, id, event.path("type").asString(""), payload);
      return true;
    } catch (JacksonException noEvent) {
      return false;
    }
  }
}
