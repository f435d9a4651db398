package hub.reddit;

import hub.sources.NewText;
import java.util.List;

/** What the reader finds in an answer, for tests outside the room. */
public record ThingsOf(List<NewText> texts, int gaps, List<String> problems) {

  public static ThingsOf read(Recording recording, boolean escaped) {
    return ThingReader.read(recording.json(), new TextReader(escaped, true))
        .map(things -> new ThingsOf(things.texts(), things.mores().size(), things.problems()))
        .orElse(new ThingsOf(List.of(), 0, List.of()));
  }
}
