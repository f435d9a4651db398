package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import hub.Mode;
import hub.sources.Recheck;
import hub.sources.Rechecked;
import hub.sources.Rechecks;
import hub.sources.SourceTrouble.SourceBusy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks Reddit whether texts are still there: {@code /api/info} takes a hundred names. */
@Component
public class RedditRechecks implements Rechecked.Declared {
  private static final int NAMES_A_CALL = 100;

  private final Rechecks rechecks;

  RedditRechecks(Rechecks rechecks) {
    this.rechecks = rechecks;
  }

  @Override
  public List<Rechecked> rechecked() {
    return List.of(new Rechecked("reddit", Rechecked.Way.NAMES, NAMES_A_CALL));
  }

  /** What to ask. Nobody waits for it. */
  public static RedditRequest request(Recheck asked) {
    return RedditRequest.get(
        asked.mode(),
        "/api/info",
        Map.of("id", String.join(",", asked.names())),
        "",
        Haste.WHEN_FREE);
  }

  /**
   * Takes in the answer.
   *
   * @return how many texts it told of
   */
  public int read(Recheck asked, JsonNode answer) {
    Things things =
        ThingReader.read(answer, new TextReader(false, asked.mode() == Mode.LIVE))
            .orElseThrow(
                () ->
                    new SourceBusy(
                        Duration.ofSeconds(30), "Reddit answered a re-check with no listing"));
    return rechecks.answered(asked, things.texts());
  }
}
