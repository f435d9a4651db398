package hub.analysis;

import hub.analysis.Findings.Finding;
import hub.llm.LocalEmbeddings;
import java.util.ArrayList;
import java.util.List;
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

  private @org.jspecify.annotations.Nullable Group home(List<Group> groups, Finding finding) {
    if (finding.problem().isEmpty()) {
      return null;
    }
    Group best = null;
    double bestLikeness = SAME;
    for (Group group : groups) {
      double likeness = embeddings.likeness(group.first().gist(), finding.gist());
      if (likeness >= bestLikeness) {
        best = group;
        bestLikeness = likeness;
      }
    }
    return best;
  }

  /** The finding most alike to a new one, if it is alike enough to be the same problem. */
  @org.jspecify.annotations.Nullable
  Finding twin(List<Finding> findings, Finding fresh) {
    Finding best = null;
    double bestLikeness = SAME;
    for (Finding finding : findings) {
      double likeness = embeddings.likeness(finding.gist(), fresh.gist());
      if (likeness >= bestLikeness) {
        best = finding;
        bestLikeness = likeness;
      }
    }
    return best;
  }
}
