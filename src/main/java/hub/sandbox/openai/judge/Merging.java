package hub.sandbox.openai.judge;

import hub.sandbox.Catalogue.Problem;
import hub.sandbox.openai.judge.Field.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Joins groups that are the same problem: by the catalogue where it knows it, otherwise only if
 * they say nearly the same.
 */
record Merging(Fields fields, Vectors vectors) implements Stage {
  private static final double SAME_UNKNOWN = 0.9;

  private record Group(
      String id, String problem, String who, float[] vector, @Nullable Problem known) {}

  @Override
  public ObjectNode answer(JsonNode data, Chance chance) {
    Field field = fields.of(Stage.text(data, "topic"));
    Map<String, List<Group>> joined = new LinkedHashMap<>();
    List<List<Group>> alone = new ArrayList<>();
    for (JsonNode item : data.path("groups")) {
      Group group = group(field, item);
      if (group.known() != null) {
        joined.computeIfAbsent(group.known().key(), key -> new ArrayList<>()).add(group);
      } else {
        join(group, alone);
      }
    }
    ArrayNode opportunities = Stage.array();
    Set<String> titles = new TreeSet<>();
    joined.values().forEach(members -> opportunities.add(known(members, titles)));
    alone.forEach(members -> opportunities.add(unknown(members, titles)));
    return Stage.object().set("opportunities", opportunities);
  }

  private Group group(Field field, JsonNode item) {
    String problem = Stage.text(item, "problem");
    float[] vector = vectors.of(problem);
    Match match = field.nearest(vector, Words.of(problem));
    Field.Known known = match.likeness() >= Reader.SAME_PROBLEM ? match.known() : null;
    return new Group(
        Stage.text(item, "id"),
        problem,
        Stage.text(item, "who"),
        vector,
        known == null ? null : known.problem());
  }

  /**
   * Every cluster that holds a group nearly alike becomes one with it, so that the order of groups
   * counts for nothing.
   */
  private static void join(Group group, List<List<Group>> clusters) {
    List<Group> cluster = new ArrayList<>(List.of(group));
    clusters.removeIf(
        other -> {
          boolean isSame =
              other.stream()
                  .anyMatch(
                      each -> Vectors.likeness(each.vector(), group.vector()) >= SAME_UNKNOWN);
          return isSame && cluster.addAll(other);
        });
    clusters.add(cluster);
  }

  private static ObjectNode known(List<Group> members, Set<String> titles) {
    Problem problem =
        Objects.requireNonNull(members.getFirst().known(), "joined under what they know");
    return opportunity(
        members, titles, problem.title(), problem.summary(), problem.who(), problem.today());
  }

  private static ObjectNode unknown(List<Group> members, Set<String> titles) {
    List<Group> speakers =
        members.stream().sorted(Comparator.comparing(each -> Luck.nameOf(each.problem()))).toList();
    Group first = speakers.getFirst();
    String problem =
        speakers.stream()
            .map(each -> sentence(each.problem()))
            .distinct()
            .limit(2)
            .collect(Collectors.joining(" "));
    return opportunity(
        members, titles, Sentences.firstWords(first.problem(), 9), problem, first.who(), "");
  }

  private static String sentence(String text) {
    return text.matches("(?s).*[.!?]\\s*") ? text.strip() : text.strip() + ".";
  }

  private static ObjectNode opportunity(
      List<Group> members,
      Set<String> titles,
      String title,
      String problem,
      String who,
      String today) {
    ObjectNode opportunity = Stage.object();
    ArrayNode ids = opportunity.putArray("members");
    members.forEach(each -> ids.add(each.id()));
    String unique = titles.add(title) ? title : title + " (" + members.getFirst().id() + ")";
    return opportunity
        .put("title", unique)
        .put("problem", problem)
        .put("who", who)
        .put("today", today);
  }
}
