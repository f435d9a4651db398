package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import hub.Sha256;
import hub.reddit.RedditAccess.App;
import hub.reddit.RedditCall.Token;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.SourceTrouble.SourceStopped;
import hub.sources.Stops;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The apps' tokens, kept in memory and renewed before they end. However many journeys need one, an
 * app logs in once.
 */
@Component
public class Tokens {
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final Duration USUAL_LIFE = Duration.ofHours(1);

  private final Clock clock;
  private final RedditSettings settings;
  private final Stops stops;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  Tokens(Clock clock, RedditSettings settings, Stops stops) {
    this.clock = clock;
    this.settings = settings;
    this.stops = stops;
  }

  /** Sends a log-in, wherever that leads. */
  @FunctionalInterface
  public interface Desk {
    RedditAnswer logIn(RedditCall call);
  }

  /**
   * The call with its app's token.
   *
   * @throws SourceStopped if Reddit refuses the app's credentials
   * @throws SourceBusy if it gives no token now
   */
  public RedditCall logIn(RedditCall call, Desk desk) {
    return call.with(slot(call).token(call, desk, call.token()));
  }

  private Slot slot(RedditCall call) {
    String key =
        call.mode() + " " + call.access().tokenUrl() + " " + Sha256.hex(call.app().basic(), 16);
    return slots.computeIfAbsent(key, k -> new Slot());
  }

  private Token read(RedditCall call, RedditAnswer answer) {
    JsonNode body = Json.tryRead(answer.body());
    String value = body.path("access_token").asText("");
    if (answer.status() == 200 && !value.isEmpty()) {
      return new Token(value, clock.instant().plus(lifeOf(body)));
    }
    if (answer.status() == 429 || answer.status() >= 500) {
      throw new SourceBusy(
          Pauses.of(answer, settings.pauseWhenBusy(), clock),
          "Reddit answered " + answer.status() + " to the log-in of " + call.app());
    }
    throw refused(call.app(), answer, body);
  }

  private SourceStopped refused(App app, RedditAnswer answer, JsonNode body) {
    String error = body.path("error").asText("");
    String said = error.matches("[a-z_]{1,40}") ? " (" + error + ")" : "";
    return new SourceStopped(
        "Reddit refused the log-in of "
            + app
            + " with status "
            + answer.status()
            + said
            + ": check its client-id and client-secret in hub.reddit.apps");
  }

  private static Duration lifeOf(JsonNode body) {
    long seconds = body.path("expires_in").asLong(0);
    return seconds > 0 ? Duration.ofSeconds(Math.min(seconds, 30 * 86_400L)) : USUAL_LIFE;
  }

  /** One app's token. The lock lets the first caller log in while the others wait for its token. */
  private final class Slot {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Token current;

    Token token(RedditCall call, Desk desk, @Nullable Token refused) {
      lock.lock();
      try {
        Token usable = current;
        if (usable == null || usable.equals(refused) || isEnding(usable)) {
          usable = read(call, desk.logIn(call));
          current = usable;
        }
        return usable;
      } catch (SourceStopped e) {
        String why = Objects.requireNonNull(e.getMessage(), "a refusal says why");
        stops.stop(call.mode(), Turns.source(call.app().clientId()), why);
        throw call.access().apps().size() > 1 ? new SourceBusy(Duration.ZERO, why) : e;
      } finally {
        lock.unlock();
      }
    }

    private boolean isEnding(Token token) {
      Instant now = clock.instant();
      return !now.isBefore(token.expiresAt().minus(MARGIN));
    }
  }
}
