package hub.analysis.view;

import hub.web.Format;
import hub.web.Fragments;
import hub.web.StreamSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A running analysis as a stream sends it: the live page's own fragments. */
@Component
class AnalysisStream implements StreamSource {
  private static final List<String> PARTS = List.of("state", "notices", "money", "stages", "found");
  private static final int LINES_A_TIME = 200;

  private final AnalysisReader reader;
  private final Fragments fragments;
  private final Format fmt;

  AnalysisStream(AnalysisReader reader, Fragments fragments, Format fmt) {
    this.reader = reader;
    this.fragments = fragments;
    this.fmt = fmt;
  }

  @Override
  public Map<UUID, Long> heads(Set<UUID> watched) {
    return reader.heads(watched);
  }

  /** Figures first, lines after: what the figures know is then never ahead of an ended log. */
  @Override
  public Optional<Snapshot> read(UUID workspaceId, UUID analysisId, long after) {
    return reader.live(workspaceId, analysisId).map(live -> snapshot(workspaceId, live, after));
  }

  private Snapshot snapshot(UUID workspaceId, LiveView live, long after) {
    List<LogLine> lines = reader.log(workspaceId, live.id(), after, LINES_A_TIME);
    Map<String, String> parts = new HashMap<>();
    PARTS.forEach(
        part -> parts.put(part, fragments.render("analysis/live", part, Map.of("live", live))));
    List<String> markup =
        lines.stream()
            .map(
                line ->
                    fragments.render(
                        "analysis/lines",
                        "lines",
                        Map.of("lines", List.of(line), "analysisId", live.id())))
            .toList();
    long to = lines.isEmpty() ? after : lines.getLast().position();
    boolean more = lines.size() == LINES_A_TIME;
    return new Snapshot(
        live.version(), parts, say(live), after, to, markup, more, live.state().ended());
  }

  private String say(LiveView live) {
    String money =
        fmt.typed(live.money().shownCharged())
            + " of "
            + fmt.typed(live.money().budget())
            + " dollars charged, ";
    return money + fmt.count(live.opportunities(), "opportunity", "opportunities");
  }
}
