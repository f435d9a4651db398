package hub.imports;

import hub.Mode;
import hub.imports.DumpImport.State;
import hub.web.UiStates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An import in every state. */
@Component
class ImportStates implements UiStates {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");
  private static final long BYTES = 250_000_000;

  @Override
  public String template() {
    return "imports/states";
  }

  @Override
  public Map<String, ?> values() {
    return Map.of(
        "uiImports",
        List.of(
            view(State.WAITING, 0, null, 0),
            view(State.RUNNING, BYTES / 5 * 2, null, 2),
            view(State.FINISHED, BYTES, null, 2),
            view(State.STOPPED, BYTES / 2, "The file ends in the middle of a frame.", 0),
            view(State.CANCELLED, BYTES / 3, null, 0)),
        "uiBrokenLines",
        List.of(
            new BrokenLine(21, "is no JSON from column 7 on"),
            new BrokenLine(1_204_511, "is longer than 8 MB")));
  }

  private static ImportView view(State state, long read, @Nullable String message, long broken) {
    boolean ended = state != State.WAITING && state != State.RUNNING;
    return new ImportView(
        new DumpImport(
            new UUID(0, 1),
            new UUID(0, 2),
            new UUID(0, 3),
            Mode.LIVE,
            "RS_2026-09.zst",
            BYTES,
            NOW.plus(Duration.ofDays(30)),
            "A study with the university",
            state,
            message,
            "zst",
            0,
            read,
            read * 8,
            read / 500,
            read / 1500,
            read / 750,
            read / 500 - broken,
            broken,
            NOW,
            ended ? NOW.plusSeconds(95) : null),
        true);
  }
}
