package hub.sandbox.reddit;

import hub.sandbox.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts and comments that their authors deleted meanwhile. Reddit keeps their place and a post's
 * title, and puts {@code [deleted]} for the rest.
 */
record Deletions(Set<String> names) {
  private static final String KIND = "deleted ";
  private static final String GONE = "[deleted]";

  static Deletions of(List<Fault> faults) {
    return new Deletions(
        faults.stream()
            .map(Fault::kind)
            .filter(kind -> kind.startsWith(KIND))
            .map(kind -> kind.substring(KIND.length()))
            .collect(Collectors.toUnmodifiableSet()));
  }

  void apply(JsonNode answer) {
    if (!names.isEmpty()) {
      take(answer);
    }
  }

  private void take(JsonNode node) {
    if (node instanceof ObjectNode thing && names.contains(thing.path("name").asString(""))) {
      thing.put("author", GONE);
      for (String field : List.of("selftext", "body")) {
        if (thing.has(field)) {
          thing.put(field, GONE);
          thing.put(field + "_html", GONE);
        }
      }
      if (thing.has("selftext")) {
        thing.put("removed_by_category", "deleted");
      }
    }
    node.forEach(this::take);
  }
}
