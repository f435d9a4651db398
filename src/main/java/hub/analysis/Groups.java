package hub.analysis;

import hub.analysis.Findings.Finding;
import hub.llm.LocalEmbeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Groups findings of the same problem and kind of person by meaning, with the model in the jar: a
 * first sketch that costs nothing, shown while the analysis runs and given to the merging stage.
 * Strict on purpose: two problems merged wrongly can't be parted later, two left apart can be
 * merged.
 */
@Component
class Groups {
  /** Findings at least this alike are one problem. */
  private static final double SAME = 0.86;

  /** Findings of one problem; the first one's words stand for it. */
  record Group(List<Finding> findings) {
    Finding first() {
      return findings.getFirst();
    }
  }

  private final LocalEmbeddings embeddings;

  Groups(LocalEmbeddings embeddings) {
    this.embeddings = embeddings;
  }

  /** Learns what these mean, so that grouping under a lock is quick. */
  void prepare(List<String> gists) {
    gists.forEach(embeddings::of);
  }

  /** Groups findings in the order given. */
  List<Group> of(List<Finding> findings) {
    List<Group> groups = new ArrayList<>();
    for (Finding finding : findings) {
      Group home = home(groups, finding);
      if (home == null) {
        groups.add(new Group(new ArrayList<>(List.of(finding))));
      } else {
        home.findings().add(finding);
      }
    }
    return groups;
  }

  private @Nullable Group home(List<Group> groups, Finding finding) {
    return finding.problem().isEmpty()
        ? null
        : nearest(groups, group -> group.first().gist(), finding.gist());
  }

  /** The finding most alike to a new one, if it is alike enough to be the same problem. */
  @Nullable Finding twin(List<Finding> findings, Finding fresh) {
    return nearest(findings, Finding::gist, fresh.gist());
  }

  private <T> @Nullable T nearest(List<T> among, Function<T, String> gistOf, String gist) {
    T best = null;
    double bestLikeness = SAME;
    for (T one : among) {
      double likeness = embeddings.likeness(gistOf.apply(one), gist);
      if (likeness >= bestLikeness) {
        best = one;
        bestLikeness = likeness;
      }
    }
    return best;
  }
}
