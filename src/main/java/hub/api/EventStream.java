package hub.api;

import hub.analysis.view.AnalysisReader;
import hub.analysis.view.AnalysisSource;
import hub.analysis.view.LiveView;
import hub.analysis.view.LogLine;
import hub.web.StreamFormat;
import hub.web.StreamSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * An analysis as a program's stream tells it. JSON keeps every line break of a text inside its
 * string, so a text cannot end an event or begin one.
 */
@Component
class EventStream implements StreamFormat {
  private static final String FIGURES = "analysis";

  private final StreamSource source;

  EventStream(AnalysisReader reader, JsonMapper json) {
    this.source = source(reader, json);
  }

  /** What the streams read: one for all, so that they share what they read. */
  StreamSource source() {
    return source;
  }

  private static StreamSource source(AnalysisReader reader, JsonMapper json) {
    return new AnalysisSource(reader) {
      @Override
      protected Map<String, String> parts(LiveView live) {
        return Map.of(FIGURES, json.writeValueAsString(AnalysisAnswer.of(live)));
      }

      @Override
      protected String say(LiveView live) {
        return "";
      }

      @Override
      protected String line(LiveView live, LogLine line) {
        return "id: %d\nevent: line\ndata: %s\n\n"
            .formatted(line.position(), json.writeValueAsString(EventPage.Event.of(line)));
      }
    };
  }

  @Override
  public String lines(UUID watched, long after, StreamSource.Snapshot snapshot) {
    return String.join("", snapshot.lines());
  }

  @Override
  public String figures(UUID watched, StreamSource.Snapshot snapshot, boolean over) {
    return "event: analysis\ndata: " + snapshot.parts().get(FIGURES) + "\n\n";
  }

  @Override
  public String gone(UUID watched) {
    return "event: gone\ndata: {}\n\n";
  }

  @Override
  public String end() {
    return "event: end\ndata: {}\n\n";
  }
}
