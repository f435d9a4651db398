package browser;

import hub.analysis.view.Dropped;
import hub.analysis.view.Opportunity;
import hub.analysis.view.ResultsDetails;
import hub.analysis.view.ResultsView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What the sample reports left out, and an earlier report that found some of the same. */
class DetailsSamples implements ResultsDetails {

  @Override
  public List<Dropped> dropped(UUID workspaceId, UUID analysisId) {
    return List.of(
        new Dropped("Posts that were not judged", 14, "Posted automatically.", List.of()),
        new Dropped(
            "Quotes not found word for word",
            9,
            "The model quoted words that do not stand in the text; such a quote is no evidence.",
            List.of(Samples.line(12), Samples.line(31))),
        new Dropped(
            "Ids that the model made up",
            2,
            "It answered for an item that nobody had asked about.",
            List.of(Samples.line(44))));
  }

  @Override
  public Map<UUID, Set<Long>> evidence(UUID workspaceId, UUID analysisId) {
    Map<UUID, Set<Long>> evidence = new HashMap<>();
    for (Opportunity opportunity : Samples.opportunities()) {
      long first = 100 * (opportunity.id().getLeastSignificantBits() & 0xff);
      evidence.put(
          opportunity.id(),
          LongStream.range(first, first + opportunity.facts().authors())
              .boxed()
              .collect(Collectors.toSet()));
    }
    return evidence;
  }

  /** The partial report found one less, called another otherwise, and counted fewer authors. */
  static List<Opportunity> earlier(List<Opportunity> opportunities) {
    List<Opportunity> earlier = new ArrayList<>(opportunities);
    Opportunity renamed = earlier.remove(1);
    earlier.add(
        new Opportunity(
            renamed.id(),
            "Payments for many jobs cannot be told apart",
            renamed.quote(),
            renamed.who(),
            renamed.antiPatterns(),
            renamed.communities(),
            renamed.facts(),
            renamed.charge()));
    earlier.remove(3);
    return earlier;
  }

  static ResultsView results(UUID id) {
    ResultsView all = Samples.results(id);
    return id.equals(Samples.PARTIAL)
        ? new ResultsView(
            all.id(),
            all.topic(),
            all.mode(),
            all.state(),
            all.startedAt().minus(Duration.ofDays(7)),
            all.took(),
            all.posts(),
            all.judged(),
            all.comments(),
            all.money(),
            earlier(all.opportunities()),
            all.candidates(),
            all.stageCharges(),
            all.wasted(),
            all.saved(),
            all.partial(),
            all.notices())
        : all;
  }
}
