package hub.sandbox.hackernews;

import hub.sandbox.Call;
import hub.sandbox.Catalogue;
import hub.sandbox.Fault;
import hub.sandbox.SandboxOptions;
import hub.sandbox.VendorApi;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Hacker News' search API (hn.algolia.com/api/v1) over the written topics; it asks for no key.
 *
 * <p>Its own faults: {@code rate-limited} (429, with {@code retry_after}), {@code server-error}
 * (with {@code status}), {@code forbidden} (403), {@code malformed} (half of the JSON), {@code
 * other-shape} (JSON of another service).
 */
public final class HackerNewsApi implements VendorApi {
  private static final Pattern ITEM = Pattern.compile("/items/(\\d{1,12})");

  private final Catalogue catalogue;
  private final SandboxOptions options;
  private @Nullable Stories stories;

  /** The stories are composed when one is first asked for. */
  public HackerNewsApi(SandboxOptions options, Catalogue catalogue) {
    this.options = options;
    this.catalogue = catalogue;
  }

  @Override
  public String name() {
    return "hacker-news";
  }

  @Override
  public void answer(Call call) throws IOException {
    Matcher item = ITEM.matcher(call.path());
    if (isRefused(call)) {
      return;
    }
    if (call.path().equals("/search") || call.path().equals("/search_by_date")) {
      send(
          call,
          new Search(catalogue, stories())
              .answer(call.path().equals("/search_by_date"), call.query()));
    } else if (item.matches()) {
      Optional<Item> found = stories().item(Long.parseLong(item.group(1)));
      if (found.isPresent()) {
        send(call, HackerNewsWire.item(found.get()));
      } else {
        refuse(call, 404, "Not Found");
      }
    } else {
      refuse(call, 404, "Not Found");
    }
  }

  private static boolean isRefused(Call call) throws IOException {
    Optional<Fault> limited = call.fault("rate-limited");
    Optional<Fault> broken = call.fault("server-error");
    if (limited.isPresent()) {
      if (limited.get().retryAfter() > 0) {
        call.answerHeader("Retry-After", String.valueOf(limited.get().retryAfter()));
      }
      refuse(call, 429, "Too Many Requests");
    } else if (call.fault("forbidden").isPresent()) {
      refuse(call, 403, "Forbidden");
    } else if (broken.isPresent()) {
      refuse(call, broken.get().status() == 0 ? 503 : broken.get().status(), "Service Unavailable");
    } else {
      return false;
    }
    return true;
  }

  private static void refuse(Call call, int status, String error) throws IOException {
    call.answerJson(
        status,
        JsonNodeFactory.instance.objectNode().put("status", status).put("error", error).toString());
  }

  private static void send(Call call, JsonNode answer) throws IOException {
    String json = answer.toString();
    if (call.fault("malformed").isPresent()) {
      json = json.substring(0, json.length() / 2);
    } else if (call.fault("other-shape").isPresent()) {
      json = "{\"results\": [{\"headline\": \"Not what was asked for\"}]}";
    }
    call.answerJson(200, json);
  }

  private synchronized Stories stories() {
    if (stories == null) {
      stories = new Stories(catalogue, options);
    }
    return stories;
  }
}
