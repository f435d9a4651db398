package bench;

import com.fasterxml.jackson.databind.JsonNode;
import hub.Sha256;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A text of the labelled set in {@code src/test/resources/judge}, whose README says what each label
 * means.
 *
 * @param parent the post that a comment is below; null for a post
 * @param title empty for a comment
 * @param label a post's label or a comment's stance
 * @param antiPatterns pattern to strength
 * @param problem the key of its problem; null if it tells of none
 */
record Labelled(
    String id,
    String topic,
    @Nullable String parent,
    String language,
    String author,
    int votes,
    int comments,
    String title,
    String text,
    String label,
    boolean onTopic,
    boolean opportunity,
    Map<String, String> antiPatterns,
    int worth,
    @Nullable String problem,
    String hostile) {

  /** The labels of posts that go on to the second stage if they are on the topic. */
  private static final Set<String> FITTING =
      Set.of("pain", "solution_request", "seeking_alternatives", "spending", "workaround");

  private static final Set<String> SUPPORTING = Set.of("same_problem", "would_pay", "workaround");

  /** One half is for tuning, the other is only measured. */
  enum Half {
    TUNING,
    MEASURED
  }

  static Labelled of(JsonNode json) {
    Map<String, String> found = new TreeMap<>();
    json.path("anti_patterns")
        .forEach(one -> found.put(one.path("pattern").asText(), one.path("strength").asText()));
    String parent = json.path("parent").asText("");
    return new Labelled(
        json.path("id").asText(),
        json.path("topic").asText(),
        parent.isEmpty() ? null : parent,
        json.path("language").asText(),
        json.path("author").asText(),
        json.path("votes").asInt(),
        json.path("comments").asInt(),
        json.path("title").asText(""),
        json.path("text").asText(),
        json.path(parent.isEmpty() ? "label" : "stance").asText(),
        json.path("on_topic").asBoolean(),
        json.path("opportunity").asBoolean(),
        found,
        json.path("worth").asInt(),
        json.path("problem").asText(null),
        json.path("hostile").asText());
  }

  boolean isPost() {
    return parent == null;
  }

  /** Whether a post should reach the second stage. */
  boolean fits() {
    return onTopic && FITTING.contains(label);
  }

  /** Whether a comment's author has the thread's problem. */
  boolean supports() {
    return isSupport(label);
  }

  static boolean isSupport(String stance) {
    return SUPPORTING.contains(stance);
  }

  boolean isHostile() {
    return !hostile.equals("none");
  }

  /** The words in which its quotes must be found. */
  String words() {
    return title.isEmpty() ? text : title + "\n\n" + text;
  }

  /** By the first byte of its thread's hash, so that nobody chooses and threads stay whole. */
  Half half() {
    return (Sha256.of(Objects.requireNonNullElse(parent, id))[0] & 1) == 1
        ? Half.MEASURED
        : Half.TUNING;
  }
}
