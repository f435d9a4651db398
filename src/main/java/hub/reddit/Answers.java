package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import hub.sources.SourceTrouble;
import hub.sources.SourceTrouble.CommunityClosed;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.SourceTrouble.SourceStopped;
import hub.sources.Stops;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells what an answer of Reddit means: data, a community that is closed, a source that stopped, or
 * a pause.
 */
@Component
public class Answers {
  private final Turns turns;
  private final Stops stops;
  private final RedditSettings settings;
  private final Clock clock;

  Answers(Turns turns, Stops stops, RedditSettings settings, Clock clock) {
    this.turns = turns;
    this.stops = stops;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The answer's data. A thread that is gone is data too: null.
   *
   * @throws SourceTrouble for anything else
   */
  public JsonNode read(RedditCall call, RedditAnswer answer) {
    turns.correct(call, answer);
    return switch (answer.status()) {
      case 200 -> data(call, answer);
      case 401 ->
          throw stopped(
              call, "Reddit answered 401 to a token that it had just given: check hub.reddit.apps");
      case 403 -> throw forbidden(call, answer);
      case 404 -> gone(call);
      default -> throw otherwise(call, answer);
    };
  }

  /**
   * Passes if a circuit breaker should count the answer as the source's being up.
   *
   * @throws SourceBusy if the source is down
   */
  public RedditAnswer unlessDown(RedditCall call, RedditAnswer answer) {
    if (answer.status() >= 500) {
      throw busy(call, answer);
    }
    return answer;
  }

  /**
   * Throws what a call that brought no answer means.
   *
   * @param cause null where nothing was sent, as the circuit breaker is open
   */
  public RedditAnswer unanswered(RedditCall call, @Nullable Throwable cause) {
    if (cause instanceof SourceTrouble trouble) {
      throw trouble;
    }
    String seen =
        cause == null
            ? "rests after several failures"
            : "did not answer (" + cause.getClass().getSimpleName() + ")";
    throw new SourceBusy(
        settings.pauseWhenBusy(), "Reddit " + seen + ", asked for " + call.request().subject());
  }

  private JsonNode data(RedditCall call, RedditAnswer answer) {
    JsonNode data = Json.tryRead(answer.body());
    if (!data.isContainerNode()) {
      String seen = answer.body().length == 0 ? "an empty answer" : "a page instead of data";
      throw new SourceBusy(
          settings.pauseWhenBusy(), "Reddit gave " + seen + " for " + call.request().subject());
    }
    JsonNode errors = data.path("json").path("errors");
    if (!errors.isEmpty()) {
      throw refused(call, data.path("json"));
    }
    return data;
  }

  private SourceTrouble refused(RedditCall call, JsonNode json) {
    String code = json.path("errors").path(0).path(0).asText("");
    if (code.equals("RATELIMIT")) {
      Duration pause = Duration.ofSeconds(Math.clamp(json.path("ratelimit").asLong(0), 1, 3_600));
      return new SourceBusy(
          pause, "Reddit asks for a pause before more of " + call.request().subject());
    }
    return closed(
        call, "Reddit refused a request for " + call.request().subject() + word(" with ", code));
  }

  private SourceTrouble forbidden(RedditCall call, RedditAnswer answer) {
    JsonNode reason = Json.tryRead(answer.body()).path("reason");
    if (reason.isTextual() && !reason.asText("").isBlank()) {
      return closed(
          call,
          call.request().subject()
              + howClosed(reason.asText(""))
              + ": Reddit does not show it to us");
    }
    String scope =
        answer.header("www-authenticate").orElse("").contains("insufficient_scope")
            ? "the token's scope does not allow it"
            : "without a reason";
    boolean page = answer.header("content-type").orElse("").contains("html");
    return stopped(
        call,
        "Reddit answered 403 "
            + (page ? "with a page, as it does to programs it blocks" : scope)
            + ", asked for "
            + call.request().subject()
            + ". Nothing more is asked until somebody has looked at the app's approval");
  }

  /**
   * Private, quarantined, gated, only for gold: a reason concerns one community, whatever it is.
   */
  private static String howClosed(String reason) {
    return reason.matches("[a-z_]{1,40}") ? " is " + reason : " is closed";
  }

  private JsonNode gone(RedditCall call) {
    if (call.request().path().startsWith("/comments/")) {
      return NullNode.getInstance();
    }
    throw closed(call, call.request().subject() + " does not exist on Reddit, or is banned");
  }

  private SourceTrouble otherwise(RedditCall call, RedditAnswer answer) {
    if (answer.status() == 429 || answer.status() >= 500) {
      return busy(call, answer);
    }
    String subject = call.request().subject();
    if (answer.status() >= 300 && answer.status() < 400) {
      boolean search = answer.header("location").orElse("").contains("/subreddits/search");
      return closed(
          call,
          search
              ? subject + " does not exist on Reddit"
              : subject + " was answered with a redirect, which is not followed");
    }
    return closed(call, "Reddit answered " + answer.status() + " for " + subject);
  }

  private SourceBusy busy(RedditCall call, RedditAnswer answer) {
    Duration pause = Pauses.of(answer, settings.pauseWhenBusy(), clock);
    if (answer.status() == 429) {
      turns.pause(call, pause);
    }
    return new SourceBusy(
        pause, "Reddit answered " + answer.status() + " for " + call.request().subject());
  }

  private static CommunityClosed closed(RedditCall call, String message) {
    return new CommunityClosed(call.request().community(), message);
  }

  private SourceStopped stopped(RedditCall call, String message) {
    stops.stop(call.mode(), "reddit", message);
    return new SourceStopped(message);
  }

  private static String word(String before, String code) {
    return code.matches("[A-Z_]{1,40}") ? before + code : "";
  }
}
