package hub.sandbox.openai.judge;

import hub.sandbox.openai.judge.Field.Match;
import hub.sandbox.openai.judge.Learned.Impression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one text for a topic: what it is near to by meaning and words. Knows nothing but the text
 * and the catalogue.
 */
final class Reader {
  /** What of a text is read for its meaning; cues and quotes are looked for in all of it. */
  private static final int READ = 600;

  /** From here on a text is about a known problem. */
  static final double SAME_PROBLEM = 0.785;

  /** One such word stands in many honest sentences. */
  private static final int TALKS_TO_THE_MODEL = 2;

  /** Where people of a topic talk, a problem that is told in other words is mostly theirs. */
  private static final double NOT_FAR = 0.5;

  /** The embedding model reads English; of texts in other languages nearness says nothing. */
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(the|and|of|to|is|it|that|for|with|was|but|my)\\b", Pattern.CASE_INSENSITIVE);

  private static final int ENGLISH_WORDS = 4;

  private static final double NEAR_TOPIC = 0.66;
  private static final double NEAR_UNKNOWN_TOPIC = 0.60;

  private final Vectors vectors;
  private final Map<String, Reading> readings = Memory.of(5_000);

  Reader(Vectors vectors) {
    this.vectors = vectors;
  }

  /** Reads a post; the stages after the first remember what was read. */
  Reading post(Field field, String title, String text) {
    String name = Luck.nameOf(title + "\n\n" + text);
    String remembered = field.name() + "\n" + name;
    Reading reading = readings.get(remembered);
    if (reading == null) {
      reading = read(field, name, honest(title, text));
      readings.put(remembered, reading);
    }
    return reading;
  }

  /** The sentences that people could have said to people. */
  static List<String> honest(String text) {
    boolean isGone =
        text.isBlank() || text.strip().equals("[deleted]") || text.strip().equals("[removed]");
    return isGone
        ? List.of()
        : Sentences.of(text).stream().filter(sentence -> !isInstruction(sentence)).toList();
  }

  /** Whether a sentence talks to the model: in plain words, or with several signs of it. */
  static boolean isInstruction(String sentence) {
    return Cue.INSTRUCTION.in(sentence) || Sign.INSTRUCTS.in(sentence) >= TALKS_TO_THE_MODEL;
  }

  /** A post's sentences that people could have said to people. */
  static List<String> honest(String title, String text) {
    List<String> sentences = new ArrayList<>(honest(title));
    sentences.addAll(honest(text));
    return sentences;
  }

  private Reading read(Field field, String name, List<String> sentences) {
    if (sentences.isEmpty()) {
      return new Reading(name, sentences, null, Set.of(), 0, false, Impression.NONE);
    }
    String body = String.join(" ", sentences);
    float[] vector = vectors.of(beginning(body));
    Set<String> words = Words.of(body);
    Match match = field.nearest(vector, words);
    double toTopic = Vectors.likeness(field.vector(), vector);
    Impression impression = Learned.standard().of(Features.of(sentences));
    boolean isAbout = match.likeness() >= SAME_PROBLEM && !impression.isUnlikely();
    Field.Known about = isAbout ? match.known() : null;
    return new Reading(
        name,
        sentences,
        about == null ? null : about.problem(),
        about == null ? field.words() : problemWords(about),
        match.known() == null ? toTopic : match.likeness(),
        about != null
            || impression.isMention() && (toTopic >= NOT_FAR || !isEnglish(body))
            || isNear(field, toTopic, words),
        impression);
  }

  private static boolean isEnglish(String text) {
    return ENGLISH.matcher(text).results().limit(ENGLISH_WORDS).count() == ENGLISH_WORDS;
  }

  private static boolean isNear(Field field, double toTopic, Set<String> words) {
    long common = field.words().stream().filter(words::contains).count();
    double needed = field.isKnown() ? NEAR_TOPIC : NEAR_UNKNOWN_TOPIC;
    return toTopic >= needed && common > 0 || toTopic >= needed + 0.1;
  }

  private static Set<String> problemWords(Field.Known known) {
    return known.sayings().stream()
        .flatMap(saying -> saying.words().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As much of a text as is read for its meaning. */
  static String beginning(String text) {
    if (text.length() <= READ) {
      return text;
    }
    int space = text.lastIndexOf(' ', READ);
    return text.substring(0, space > 0 ? space : READ);
  }

  /** The text whose vector reading this post would need. */
  static Optional<String> wanted(String title, String text) {
    List<String> sentences = honest(title, text);
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(beginning(String.join(" ", sentences)));
  }
}
