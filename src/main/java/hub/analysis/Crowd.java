package hub.analysis;

import hub.jobs.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everybody's analyses that run or ended lately, by their jobs.
 *
 * @param lately how far back {@link Member#lately} reaches
 */
record Crowd(List<Member> members, Duration lately) {

  /**
   * One analysis.
   *
   * @param lane of its jobs
   * @param began when its first job was made
   * @param open jobs that are known and not done
   * @param lately jobs that were done lately
   */
  record Member(
      UUID analysisId, UUID workspaceId, Lane lane, Instant began, int open, int done, int lately) {

    boolean runs() {
      return open > 0;
    }

    /** The jobs it has left, if it needs so many in all. */
    double left(double jobs) {
      return Math.max(open, jobs - done);
    }
  }

  /** How many jobs go before, at least and at most. */
  record Line(double least, double most) {}

  /** How many jobs were done lately, a second. */
  double perSecond() {
    return members.stream().mapToInt(Member::lately).sum() / (double) lately.toSeconds();
  }

  /**
   * What goes before an analysis: earlier lanes whole. Of the same lane and workspace those that
   * began before end before, or take turns with it; those that began after take turns at most, and
   * so do other workspaces with this one.
   *
   * @param jobs how many an analysis needs, as far as known
   * @param own how many this one has left
   * @return empty if nobody else's runs
   */
  Optional<Line> before(Analysis analysis, double jobs, double own) {
    double least = 0;
    double most = 0;
    Map<UUID, Double> elsewhere = new HashMap<>();
    boolean alone = true;
    Instant began = began(analysis);
    for (Member member : members) {
      if (member.runs() && !member.analysisId().equals(analysis.id())) {
        alone = false;
        double left = member.left(jobs);
        if (member.lane() != JobPlan.lane(analysis)) {
          least += left;
          most += left;
        } else if (!member.workspaceId().equals(analysis.workspaceId())) {
          elsewhere.merge(member.workspaceId(), left, Double::sum);
        } else if (member.began().isBefore(began)) {
          least += Math.min(left, own);
          most += left;
        } else {
          most += Math.min(left, own);
        }
      }
    }
    double turns = own + most;
    double others = elsewhere.values().stream().mapToDouble(left -> Math.min(left, turns)).sum();
    return alone ? Optional.empty() : Optional.of(new Line(least + others / 2, most + others));
  }

  private Instant began(Analysis analysis) {
    return members.stream()
        .filter(member -> member.analysisId().equals(analysis.id()))
        .map(Member::began)
        .findAny()
        .orElse(analysis.createdAt());
  }
}
