package hub.api;

import hub.analysis.view.AnalysisReader;
import hub.analysis.view.LiveView;
import hub.analysis.view.LogLine;
import hub.web.StreamFormat;
import hub.web.StreamSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * An analysis as a program's stream tells it. JSON keeps every line break of a text inside its
 * string, so a text cannot end an event or begin one.
 */
@Component
class EventStream implements StreamFormat {
  private static final int LINES_A_TIME = 200;
  private static final String FIGURES = "analysis";

  private final AnalysisReader reader;
  private final JsonMapper json;

  EventStream(AnalysisReader reader, JsonMapper json) {
    this.reader = reader;
    this.json = json;
  }

  /** What the stream reads: figures first, so that they are never ahead of an ended log. */
  StreamSource source() {
    return new StreamSource() {
      @Override
      public Map<UUID, Long> heads(Set<UUID> watched) {
        return reader.heads(watched);
      }

      @Override
      public Optional<Snapshot> read(UUID workspaceId, UUID watched, long after) {
        return reader.live(workspaceId, watched).map(live -> snapshot(workspaceId, live, after));
      }
    };
  }

  private StreamSource.Snapshot snapshot(UUID workspaceId, LiveView live, long after) {
    List<LogLine> lines = reader.log(workspaceId, live.id(), after, LINES_A_TIME);
    return new StreamSource.Snapshot(
        live.version(),
        Map.of(FIGURES, json.writeValueAsString(AnalysisAnswer.of(live))),
        "",
        after,
        lines.isEmpty() ? after : lines.getLast().position(),
        lines.stream().map(this::line).toList(),
        lines.size() == LINES_A_TIME,
        live.state().ended());
  }

  private String line(LogLine line) {
    return "id: %d\nevent: line\ndata: %s\n\n"
        .formatted(line.position(), json.writeValueAsString(EventPage.Event.of(line)));
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
