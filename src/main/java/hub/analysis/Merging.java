package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.analysis.Findings.Finding;
import hub.analysis.Groups.Group;
import hub.jobs.Claim;
import hub.llm.Answer;
import hub.llm.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Merges groups that are the same problem of the same kind of person, and words each opportunity.
 * The groups are made anew from all findings in a fixed order, so the question is the same after
 * any crash. What the model leaves out stays as it was; an id it names twice counts once.
 */
@Component
public class Merging {
  private final Desk desk;
  private final Findings findings;
  private final Groups groups;
  private final AnalysisSettings settings;

  Merging(Desk desk, Findings findings, Groups groups, AnalysisSettings settings) {
    this.desk = desk;
    this.findings = findings;
    this.groups = groups;
    this.settings = settings;
  }

  static int cap(int groups) {
    return 160 + 190 * groups;
  }

  /** What the merging job asks the model. */
  public Question question(Claim claim) {
    Analysis analysis = desk.rows().get(claim.analysisId());
    Slips<Group> slips = slips(analysis);
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("topic", analysis.topic());
    slips
        .byId()
        .forEach(
            (id, group) ->
                data.withArray("groups")
                    .addObject()
                    .put("id", id)
                    .put("problem", group.first().problem())
                    .put("who", group.first().who()));
    int count = slips.byId().size();
    return new Question(
        analysis.workspaceId(),
        analysis.id(),
        claim.jobId(),
        analysis.mode(),
        PaidStage.MERGE.key(),
        desk.prompts().of(PaidStage.MERGE),
        data.toString(),
        count,
        cap(count),
        true);
  }

  /** Ends the job. Without a usable answer each group stays an opportunity of its own. */
  public void record(Claim claim, Answer answer) {
    Slips<Group> slips = slips(desk.rows().get(claim.analysisId()));
    desk.steps()
        .commit(
            claim,
            analysis -> {
              List<Merged> merged =
                  answer instanceof Answer.Answered answered
                      ? merged(slips, answered.json().path("opportunities"))
                      : asTheyAre(slips);
              charge(analysis, answer);
              merged.forEach(one -> settle(analysis, one));
              desk.events()
                  .append(
                      analysis.id(), new AnalysisEvent.Merged(slips.byId().size(), merged.size()));
            });
  }

  private record Merged(
      List<Finding> findings, String title, String problem, String who, String today) {

    static Merged alone(Group group) {
      Finding first = group.first();
      return new Merged(
          group.findings(), first.problem(), first.problem(), first.who(), first.today());
    }
  }

  private static List<Merged> asTheyAre(Slips<Group> slips) {
    return slips.byId().values().stream().map(Merged::alone).toList();
  }

  private static List<Merged> merged(Slips<Group> slips, JsonNode opportunities) {
    Map<String, Group> left = new LinkedHashMap<>(slips.byId());
    List<Merged> merged = new ArrayList<>();
    for (JsonNode opportunity : opportunities) {
      List<Finding> together = new ArrayList<>();
      for (JsonNode member : opportunity.path("members")) {
        Group group = left.remove(member.asText());
        if (group != null) {
          together.addAll(group.findings());
        }
      }
      String title = opportunity.path("title").asText().strip();
      if (!together.isEmpty() && !title.isEmpty()) {
        merged.add(
            new Merged(
                together,
                title,
                opportunity.path("problem").asText(),
                opportunity.path("who").asText(),
                opportunity.path("today").asText()));
      }
    }
    left.values().forEach(group -> merged.add(Merged.alone(group)));
    return merged;
  }

  /** The opportunity keeps the id under which most of its findings were shown. */
  private void settle(Analysis analysis, Merged merged) {
    Map<UUID, Integer> votes = new LinkedHashMap<>();
    Set<UUID> seen = new HashSet<>();
    for (Finding finding : merged.findings()) {
      votes.merge(Objects.requireNonNull(finding.opportunity()), 1, Integer::sum);
      seen.add(finding.opportunity());
    }
    UUID keeper =
        votes.entrySet().stream()
            .max(
                Map.Entry.<UUID, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow()
            .getKey();
    keeper = findings.isSettled(keeper, analysis.round()) ? newOne(analysis, merged) : keeper;
    findings.move(analysis.id(), merged.findings().stream().map(Finding::post).toList(), keeper);
    findings.settle(
        keeper, analysis.round(), merged.title(), merged.problem(), merged.who(), merged.today());
    for (UUID other : seen) {
      if (!other.equals(keeper) && !findings.isSettled(other, analysis.round())) {
        findings.mergeInto(other, keeper);
      }
    }
    Growth.tell(analysis, keeper, findings, desk.events());
  }

  private UUID newOne(Analysis analysis, Merged merged) {
    return findings.newOpportunity(analysis, merged.findings().getFirst(), analysis.createdAt());
  }

  private void charge(Analysis analysis, Answer answer) {
    if (answer instanceof Answer.Answered paid && paid.charge().compareTo(BigDecimal.ZERO) > 0) {
      List<Long> posts = findings.all(analysis.id()).stream().map(Finding::post).toList();
      desk.charges().add(analysis.id(), PaidStage.MERGE, paid.attemptId(), paid.charge(), posts);
    }
  }

  private Slips<Group> slips(Analysis analysis) {
    List<Group> largest =
        groups.of(findings.all(analysis.id())).stream()
            .sorted(Comparator.comparing((Group group) -> group.findings().size()).reversed())
            .limit(settings.groupsPerMerge())
            .toList();
    return Slips.deal("g", largest, Objects.hash(analysis.seed(), "merge", analysis.round()));
  }
}
