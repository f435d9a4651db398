package hub.analysis.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import hub.web.Format;
import hub.web.Fragments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A running analysis as a stream sends it: the live page's own fragments. */
@Component
class AnalysisStream extends AnalysisSource {
  private static final List<String> PARTS = List.of("state", "notices", "money", "stages", "found");

  private final Cache<LiveView, Map<String, String>> rendered =
      Caffeine.newBuilder().weakKeys().build();
  private final Fragments fragments;
  private final Format fmt;

  AnalysisStream(AnalysisReader reader, Fragments fragments, Format fmt) {
    super(reader);
    this.fragments = fragments;
    this.fmt = fmt;
  }

  /** The same view is looked at again and again: its figures are read less often than lines. */
  @Override
  protected Map<String, String> parts(LiveView live) {
    return rendered.get(live, this::render);
  }

  private Map<String, String> render(LiveView live) {
    Map<String, String> parts = new HashMap<>();
    PARTS.forEach(
        part -> parts.put(part, fragments.render("analysis/live", part, Map.of("live", live))));
    return Map.copyOf(parts);
  }

  @Override
  protected String line(LiveView live, LogLine line) {
    return fragments.render(
        "analysis/lines", "lines", Map.of("lines", List.of(line), "analysisId", live.id()));
  }

  @Override
  protected String say(LiveView live) {
    String money =
        fmt.typed(live.money().shownCharged())
            + " of "
            + fmt.typed(live.money().budget())
            + " dollars charged, ";
    return money + fmt.count(live.opportunities(), "opportunity", "opportunities");
  }
}
