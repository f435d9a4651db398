package hub.sandbox.stripe;

import com.stripe.param.WebhookEndpointCreateParams;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events and where they are sent: signed, several times if told so, in another order if told so,
 * and again until they are taken.
 */
final class Webhooks implements AutoCloseable {
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final int TRIES = 30;

  /** Those that an endpoint of this version can be told of. */
  private static final Set<String> EVENTS =
      Arrays.stream(WebhookEndpointCreateParams.EnabledEvent.values())
          .map(WebhookEndpointCreateParams.EnabledEvent::getValue)
          .collect(Collectors.toUnmodifiableSet());

  private static final String VERSION = "2026-07-29.dahlia";

  private final Shelf shelf;
  private final StripeClock clock;
  private final String secret;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final List<Delivery> waiting = new ArrayList<>();
  private volatile int copies = 1;
  private volatile boolean shuffled;
  private volatile boolean held;
  private volatile boolean closed;

  private record Delivery(String url, String body, int tries) {}

  Webhooks(Shelf shelf, StripeClock clock, String secret) {
    this.shelf = shelf;
    this.clock = clock;
    this.secret = secret;
    Thread.ofVirtual().name("sandbox-webhooks").start(this::deliver);
  }

  /** How deliveries go wrong from now on. */
  void behave(int copies, boolean shuffled, boolean held) {
    this.copies = copies;
    this.shuffled = shuffled;
    this.held = held;
  }

  ObjectNode createEndpoint(Form form) {
    ObjectNode endpoint =
        Shelf.shape("webhook_endpoint", "we")
            .put("created", clock.now())
            .put("url", form.needed("url"));
    ArrayNode events = (ArrayNode) endpoint.path("enabled_events");
    for (JsonNode each : form.tree().path("enabled_events")) {
      requireEvent(each.asString(), events.size());
      events.add(each.asString());
    }
    endpoint.set("metadata", form.object("metadata"));
    shelf.put("webhook_endpoint", endpoint);
    return endpoint.deepCopy().put("secret", secret);
  }

  private static void requireEvent(String type, int place) {
    if (!EVENTS.contains(type)) {
      String param = "enabled_events[%d]".formatted(place);
      throw StripeProblem.invalid(
          null, param, "Invalid %s: %s is no event of an endpoint".formatted(param, type));
    }
  }

  ObjectNode deleteEndpoint(String id) {
    shelf.put("webhook_endpoint", shelf.get("webhook_endpoint", id).put("status", "disabled"));
    return JsonMapper.shared()
        .createObjectNode()
        .put("id", id)
        .put("object", "webhook_endpoint")
        .put("deleted", true);
  }

  /** Tells every endpoint what happened to an object, and returns the object. */
  ObjectNode tell(String type, ObjectNode object) {
    ObjectNode event =
        Shelf.shape("event", "evt")
            .put("api_version", VERSION)
            .put("created", clock.now())
            .put("pending_webhooks", 1)
            .put("type", type);
    ((ObjectNode) event.path("data")).set("object", object.deepCopy());
    event.putObject("request").putNull("id").putNull("idempotency_key");
    shelf.put("event", event);
    for (ObjectNode endpoint : enabled()) {
      String wanted = endpoint.path("enabled_events").toString();
      if (wanted.contains("\"*\"") || wanted.contains("\"" + type + "\"")) {
        send(event, endpoint);
      }
    }
    return object;
  }

  /** Reports an event of a meter that names no customer: a thin event, whose rest is asked for. */
  void report(String meter, String identifier) {
    ObjectNode thin = thin("v1.billing.meter.error_report_triggered");
    thin.putObject("related_object")
        .put("id", meter)
        .put("type", "billing.meter")
        .put("url", "/v1/billing/meters/" + meter);
    tell(thin, "meter_event_customer_not_found", "Customer not found.", identifier);
  }

  /** Reports an event for which no meter was found: it is about no object. */
  void reportNoMeter(String identifier) {
    tell(
        thin("v1.billing.meter.no_meter_found"),
        "no_meter",
        "No meter matches this event.",
        identifier);
  }

  private ObjectNode thin(String type) {
    ObjectNode thin =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", "evt_test_" + UUID.randomUUID().toString().replace("-", ""))
            .put("object", "v2.core.event")
            .putNull("context")
            .put("created", Instant.ofEpochSecond(clock.now()).toString())
            .put("livemode", false)
            .putNull("reason");
    return thin.put("type", type);
  }

  /**
   * Thin events go to event destinations alone. Those are made by hand, and here each endpoint's
   * address counts as one.
   */
  private void tell(ObjectNode thin, String code, String words, String identifier) {
    ObjectNode full = thin.deepCopy();
    ObjectNode data = full.putObject("data");
    data.put("developer_message_summary", "There is 1 invalid event");
    ObjectNode type =
        data.putObject("reason").put("error_count", 1).putArray("error_types").addObject();
    type.put("code", code).put("error_count", 1);
    type.putArray("sample_errors")
        .addObject()
        .put("error_message", words)
        .putObject("request")
        .put("identifier", identifier);
    data.put("validation_end", full.path("created").asString());
    data.put("validation_start", full.path("created").asString());
    shelf.put("core_event", full);
    enabled().forEach(endpoint -> send(thin, endpoint));
  }

  private List<ObjectNode> enabled() {
    return shelf.all("webhook_endpoint").stream()
        .filter(endpoint -> endpoint.path("status").asString().equals("enabled"))
        .toList();
  }

  private void send(ObjectNode event, ObjectNode endpoint) {
    enqueue(new Delivery(endpoint.path("url").asString(), event.toString(), 0));
  }

  private void enqueue(Delivery delivery) {
    synchronized (waiting) {
      for (int i = 0; i < copies; i++) {
        waiting.add(delivery);
      }
      waiting.notifyAll();
    }
  }

  private void deliver() {
    while (!closed) {
      try {
        for (Delivery delivery : next()) {
          if (!isTaken(delivery) && delivery.tries() < TRIES) {
            later(new Delivery(delivery.url(), delivery.body(), delivery.tries() + 1));
          }
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private List<Delivery> next() throws InterruptedException {
    synchronized (waiting) {
      while (!closed && (held || waiting.isEmpty())) {
        waiting.wait(200);
      }
      List<Delivery> next = new ArrayList<>(waiting);
      waiting.clear();
      if (shuffled) {
        Collections.shuffle(next);
      }
      return next;
    }
  }

  private void later(Delivery delivery) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(BETWEEN_TRIES);
                synchronized (waiting) {
                  waiting.add(delivery);
                  waiting.notifyAll();
                }
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private boolean isTaken(Delivery delivery) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(delivery.url()))
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Stripe-Signature", signature(delivery.body()))
            .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException gone) {
      return false;
    }
  }

  private String signature(String body) {
    long at = clock.receivers().getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] sum = mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8));
      return "t=" + at + ",v1=" + HexFormat.of().formatHex(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 belongs to every Java", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    synchronized (waiting) {
      waiting.notifyAll();
    }
    http.close();
  }
}
