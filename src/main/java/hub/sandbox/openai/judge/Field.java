package hub.sandbox.openai.judge;

import hub.sandbox.Catalogue.Problem;
import hub.sandbox.Catalogue.Topic;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the model knows of a topic before it reads any text: the catalogue's problems, or nothing
 * but the topic's own words.
 *
 * @param name the topic as the request names it
 * @param vector of the topic's words
 * @param words the stems of the topic's words
 * @param known the problems; empty for a topic that is not in the catalogue
 */
record Field(String name, float[] vector, Set<String> words, List<Known> known) {

  /** A problem with the vectors of its ways of being said. */
  record Known(Problem problem, List<Saying> sayings) {

    /** The saying nearest to a text, by meaning and words, roughly 0.4 to 1.2. */
    double likeness(float[] vector, Set<String> words) {
      return sayings.stream().mapToDouble(each -> each.likeness(vector, words)).max().orElse(0);
    }

    /** Which part of its words the best of the sayings shares with a text, 0 to 1. */
    double share(Set<String> words) {
      return sayings.stream().mapToDouble(each -> each.share(words)).max().orElse(0);
    }
  }

  /** One way of saying a problem. */
  record Saying(float[] vector, Set<String> words) {
    private static final double WORDS_COUNT = 0.25;

    double likeness(float[] other, Set<String> there) {
      return Vectors.likeness(vector, other) + WORDS_COUNT * share(there);
    }

    double share(Set<String> there) {
      long common = words.stream().filter(there::contains).count();
      return words.size() < 3 ? 0 : (double) common / words.size();
    }
  }

  /** The nearest problem and how near it is. */
  record Match(@Nullable Known known, double likeness) {}

  static Field of(String name, @Nullable Topic topic, Vectors vectors) {
    if (topic == null) {
      return new Field(name, vectors.of(name), Words.of(name), List.of());
    }
    String about = topic.title() + ". " + topic.summary();
    List<Known> known = topic.problems().stream().map(each -> known(each, vectors)).toList();
    return new Field(
        name, vectors.of(about), Words.of(about + " " + String.join(" ", topic.words())), known);
  }

  private static Known known(Problem problem, Vectors vectors) {
    Stream<String> texts =
        Stream.concat(Stream.of(problem.title(), problem.summary()), problem.statements().stream());
    return new Known(
        problem,
        texts
            .map(Field::plain)
            .map(text -> new Saying(vectors.of(text), Words.of(text)))
            .collect(Collectors.toList()));
  }

  /** A statement whose choices ({@code {four|five} times}) are decided for the first. */
  static String plain(String statement) {
    return statement.replaceAll("\\{([^|{}]*)(\\|[^{}]*)?}", "$1");
  }

  Match nearest(float[] vector, Set<String> words) {
    Match best = new Match(null, 0);
    for (Known each : known) {
      double likeness = each.likeness(vector, words);
      if (likeness > best.likeness()) {
        best = new Match(each, likeness);
      }
    }
    return best;
  }

  boolean isKnown() {
    return !known.isEmpty();
  }
}
