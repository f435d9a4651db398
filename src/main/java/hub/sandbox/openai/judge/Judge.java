package hub.sandbox.openai.judge;

import hub.sandbox.Catalogue;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sandbox's model. It reads texts with an embedding model and word cues and compares them with
 * the catalogue; for a topic that is not in there it says less and says it carefully.
 *
 * <p>What it says of a text depends on the text, the topic, the stage and the seed, never on its
 * neighbours or their order. Refusals and broken answers depend on which texts were asked together.
 */
public final class Judge {
  private static final Set<String> ON_PEOPLES_TEXTS =
      Set.of("classify", "feasibility", "antipatterns", "comments");
  private static final int REASONING_STEP = 64;

  private final Vectors vectors;
  private final Luck luck;
  private final Fields fields;
  private final Map<String, Stage> stages;

  /** A judge that knows this catalogue. */
  public Judge(Catalogue catalogue, Vectors vectors, long seed) {
    this.vectors = vectors;
    this.luck = new Luck(seed);
    this.fields = new Fields(catalogue, vectors);
    Reader reader = new Reader(vectors);
    this.stages =
        Map.of(
            "classify", new Posts(fields, reader, Classifying::write),
            "feasibility", new Posts(fields, reader, Weighing::write),
            "antipatterns", new Posts(fields, reader, Doubting::write),
            "comments", new Listening(fields, vectors),
            "merge", new Merging(fields, vectors),
            "rank", new Ranking(fields, vectors));
  }

  /** Whether a response schema of this name is one of the stages. */
  public static boolean knows(@Nullable String schemaName) {
    return schemaName != null
        && (ON_PEOPLES_TEXTS.contains(schemaName)
            || schemaName.equals("merge")
            || schemaName.equals("rank"));
  }

  /** Answers a stage's question: the JSON of its user message. */
  public Reply reply(String stage, String question, Quirks quirks) {
    JsonNode data;
    try {
      data = JsonMapper.shared().readTree(question);
    } catch (JacksonException e) {
      return new Reply(null, "I can't read the items: " + e.getOriginalMessage(), 0, false);
    }
    String request = stage + " " + nameOf(data);
    boolean canStumble = ON_PEOPLES_TEXTS.contains(stage);
    if (canStumble && luck.strikes(quirks.refusals(), "refusal", request)) {
      return Reply.refusing();
    }
    ObjectNode answer =
        Objects.requireNonNull(stages.get(stage), stage)
            .answer(data, new Chance(stage, luck, quirks));
    String content = answer.toString();
    if (canStumble && luck.strikes(quirks.malformed(), "malformed", request)) {
      content = content.substring(0, content.length() - 1 - luck.between(1, 12, "broken", request));
    }
    boolean runsAway = canStumble && luck.strikes(quirks.runaways(), "runaway", request);
    return new Reply(content, null, reasoning(data, request), runsAway);
  }

  /** The same for the same texts in any order and under any ids. */
  private static String nameOf(JsonNode data) {
    Set<String> names = new TreeSet<>();
    for (String list : new String[] {"items", "groups", "opportunities"}) {
      for (JsonNode item : data.path(list)) {
        names.add(
            Luck.nameOf(
                Stage.text(item, "title")
                    + "\n\n"
                    + Stage.text(item, "text")
                    + "\n\n"
                    + Stage.text(item, "problem")));
      }
    }
    return Luck.nameOf(String.join(" ", names));
  }

  /** How long it thinks: by the number of items, and by the seed in a way nobody can foresee. */
  private int reasoning(JsonNode data, String request) {
    int items =
        data.path("items").size() + data.path("groups").size() + data.path("opportunities").size();
    double thoroughness = 0.6 + luck.draw("thoroughness");
    double whim = luck.between(0, 2, "reasoning", request) * Math.min(1, items / 5.0);
    int steps = (int) Math.round(thoroughness * items / 10 + whim - 0.5);
    return Math.max(0, steps) * REASONING_STEP;
  }

  /** Its memory of vectors. */
  public Vectors vectors() {
    return vectors;
  }

  /** Makes ahead of time what reading the catalogue's topics needs. */
  public void prepare(Catalogue catalogue) {
    for (Catalogue.Topic topic : catalogue.topics()) {
      fields.of(topic.title());
      topic.problems().stream()
          .flatMap(problem -> Weighing.wordings(problem).stream())
          .forEach(vectors::of);
    }
  }

  /** Makes ahead of time what judging a post needs. */
  public void preparePost(String title, String text) {
    Reader.wanted(title, text).ifPresent(vectors::of);
  }

  /** Makes ahead of time what judging a comment needs. */
  public void prepareComment(String text) {
    Listening.wanted(text).ifPresent(vectors::of);
  }
}
