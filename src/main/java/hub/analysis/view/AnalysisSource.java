package hub.analysis.view;

import hub.web.StreamSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a stream of analyses reads, whoever it is told to. */
public abstract class AnalysisSource implements StreamSource {
  private static final int LINES_A_TIME = 200;

  private final AnalysisReader reader;

  protected AnalysisSource(AnalysisReader reader) {
    this.reader = reader;
  }

  @Override
  public Map<UUID, Long> heads(Set<UUID> watched) {
    return reader.heads(watched);
  }

  /** Figures first, lines after: what the figures know is then never ahead of an ended log. */
  @Override
  public Optional<Snapshot> read(UUID workspaceId, UUID analysisId, long after) {
    return reader.glance(workspaceId, analysisId).map(live -> snapshot(workspaceId, live, after));
  }

  private Snapshot snapshot(UUID workspaceId, LiveView live, long after) {
    List<LogLine> lines = reader.log(workspaceId, live.id(), after, LINES_A_TIME);
    long to = lines.isEmpty() ? after : lines.getLast().position();
    boolean older = to > live.version() && !live.state().ended();
    return new Snapshot(
        live.version(),
        parts(live),
        say(live),
        after,
        to,
        lines.stream().map(line -> line(live, line)).toList(),
        lines.size() == LINES_A_TIME,
        older,
        live.state().ended());
  }

  /** The figures, by the names under which they are told. */
  protected abstract Map<String, String> parts(LiveView live);

  /** The figures in a sentence; empty if nobody hears it. */
  protected abstract String say(LiveView live);

  /** One line of the log. */
  protected abstract String line(LiveView live, LogLine line);
}
