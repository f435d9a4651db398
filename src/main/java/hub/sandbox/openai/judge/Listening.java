package hub.sandbox.openai.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says where each comment's author stands towards its thread's problem. */
record Listening(Fields fields, Vectors vectors) implements Stage {
  private static final int SHORTEST = 20;

  /** How near to the problem somebody must be who says that it is the same. */
  private static final double SAID_TO_BE_SAME = 0.46;

  /** How near somebody must be who only tells something of their own. */
  private static final double OWN_CASE = 0.66;

  /**
   * Which part of a way to say the problem must be there in a text in which nobody speaks of
   * themselves.
   */
  private static final double NOBODYS_CASE = 0.5;

  /** A thread's problem as the model understands it. */
  private record Asked(Field field, Field.@Nullable Known known, float[] vector) {}

  /** What was found in a comment. */
  private record Stance(String word, String quote) {
    private static final Stance NONE = new Stance("none", "");
  }

  @Override
  public ObjectNode answer(JsonNode data, Chance chance) {
    Field field = fields.of(Stage.text(data, "topic"));
    Map<String, String> problems = new HashMap<>();
    data.path("threads")
        .forEach(thread -> problems.put(Stage.text(thread, "id"), Stage.text(thread, "problem")));
    Map<String, Asked> asked = new HashMap<>();
    ArrayNode entries = Stage.array();
    for (JsonNode item : data.path("items")) {
      String problem = problems.getOrDefault(Stage.text(item, "thread"), "");
      Asked about = asked.computeIfAbsent(problem, text -> asked(field, text));
      String text = Stage.text(item, "text");
      String name = Luck.nameOf(problem + "\n\n" + text);
      chance.add(entry(about, text, name, chance).put("id", Stage.text(item, "id")), name, entries);
    }
    return Stage.items(entries);
  }

  private Asked asked(Field field, String problem) {
    float[] vector = vectors.of(problem);
    return new Asked(field, field.nearest(vector, Words.of(problem)).known(), vector);
  }

  private ObjectNode entry(Asked about, String text, String name, Chance chance) {
    Field field = about.field();
    List<String> sentences = Reader.honest(text);
    Stance stance = stance(about, sentences);
    boolean isNone = stance.equals(Stance.NONE);
    String product =
        isNone
            ? ""
            : sentences.stream()
                .flatMap(each -> Products.in(each, field).stream())
                .findFirst()
                .orElse("");
    return Stage.object()
        .put("id", "")
        .put("stance", stance.word())
        .put("quote", chance.quote(stance.quote(), name))
        .put("product", product);
  }

  private Stance stance(Asked about, List<String> sentences) {
    if (sentences.isEmpty()) {
      return Stance.NONE;
    }
    String all = String.join(" ", sentences);
    Field field = about.field();
    boolean isOwnCase = Cue.SAME.in(all);
    return first(sentences, "promotion", Cue.SELLING)
        .or(() -> paying(sentences))
        .or(() -> isOwnCase ? Optional.empty() : naming(field, sentences))
        .or(() -> isOwnCase ? Optional.empty() : first(sentences, "disagrees", Cue.DISAGREES))
        .or(() -> sharing(about, sentences, all))
        .or(() -> naming(field, sentences))
        .or(() -> first(sentences, "disagrees", Cue.DISAGREES))
        .orElse(Stance.NONE);
  }

  private static Optional<Stance> paying(List<String> sentences) {
    return sentences.stream()
        .filter(
            each ->
                Levels.isWilling(each)
                    || Cue.SUM.in(each) && Cue.AGREES.in(each) && !Cue.REFUSES.in(each))
        .findFirst()
        .map(each -> new Stance("would_pay", Sentences.passage(each, Cue.WOULD_PAY.pattern())));
  }

  private Optional<Stance> sharing(Asked about, List<String> sentences, String all) {
    boolean onlyAsks = all.endsWith("?") && !Cue.SAME.in(all);
    if (onlyAsks || all.length() < SHORTEST || !isSame(about, all)) {
      return Optional.empty();
    }
    return first(sentences, "workaround", Cue.WORKAROUND)
        .or(() -> first(sentences, "same_problem", Cue.STRONG_PAIN))
        .or(() -> first(sentences, "same_problem", Cue.PAIN))
        .or(() -> longest(sentences));
  }

  private boolean isSame(Asked about, String text) {
    Field.Known known = about.known();
    if (!needsVector(text)) {
      return known != null && known.share(Words.of(text)) >= NOBODYS_CASE;
    }
    float[] vector = vectors.of(Reader.beginning(text));
    double likeness =
        known == null
            ? Vectors.likeness(vector, about.vector())
            : known.likeness(vector, Words.of(text));
    return likeness >= (Cue.SAME.in(text) ? SAID_TO_BE_SAME : OWN_CASE);
  }

  /** Vectors are dear, so they are made only where somebody speaks of themselves. */
  private static boolean needsVector(String text) {
    return Cue.SAME.in(text) || Cue.FIRST_PERSON.in(text);
  }

  /** The text whose vector judging this comment would need. */
  static Optional<String> wanted(String comment) {
    List<String> sentences = Reader.honest(comment);
    String all = String.join(" ", sentences);
    boolean isDecidedByWords =
        sentences.stream().anyMatch(Cue.SELLING::in) || paying(sentences).isPresent();
    return sentences.isEmpty() || isDecidedByWords || !needsVector(all)
        ? Optional.empty()
        : Optional.of(Reader.beginning(all));
  }

  private static Optional<Stance> longest(List<String> sentences) {
    return sentences.stream()
        .max((one, other) -> Integer.compare(one.length(), other.length()))
        .map(
            each ->
                new Stance("same_problem", Sentences.passage(each, Cue.FIRST_PERSON.pattern())));
  }

  private static Optional<Stance> naming(Field field, List<String> sentences) {
    return sentences.stream()
        .filter(each -> !Products.in(each, field).isEmpty())
        .findFirst()
        .map(each -> new Stance("names_product", Sentences.passage(each, Cue.USES.pattern())));
  }

  private static Optional<Stance> first(List<String> sentences, String word, Cue cue) {
    return sentences.stream()
        .filter(cue::in)
        .findFirst()
        .map(each -> new Stance(word, Sentences.passage(each, cue.pattern())));
  }
}
