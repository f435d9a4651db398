package hub.sandbox.reddit;

import hub.sandbox.Catalogue;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a search finds, and in which order. */
public final class Relevance {
  private static final Set<String> SMALL_WORDS =
      Set.of(
          "a", "an", "and", "at", "by", "for", "from", "in", "is", "it", "my", "of", "on", "or",
          "the", "to", "with");

  private final Catalogue catalogue;
  private final Set<String> words;

  public Relevance(Catalogue catalogue, String query) {
    this.catalogue = catalogue;
    this.words = words(query);
  }

  /**
   * A post is found if it holds every word, or if at least half of the words are the topic's own:
   * people who talk about a topic seldom name it.
   */
  public boolean matches(Post post) {
    if (words.isEmpty()) {
      return false;
    }
    long known = words.stream().filter(topicWords(post.community().topic())::contains).count();
    return known * 2 >= words.size() || hits(post) == words.size();
  }

  /** Those with most of the words first, then the newest. */
  public Comparator<Post> order() {
    return Comparator.comparingLong(this::hits)
        .reversed()
        .thenComparing(Comparator.comparingLong(Post::created).reversed());
  }

  private Set<String> topicWords(String key) {
    return catalogue
        .topic(key)
        .map(topic -> words(String.join(" ", topic.words())))
        .orElse(Set.of());
  }

  private long hits(Post post) {
    Set<String> said = words(post.title() + " " + post.text());
    return words.stream().filter(said::contains).count();
  }

  /** The words that matter, small, without a plural's s. */
  private static Set<String> words(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty() && !SMALL_WORDS.contains(word))
        .map(
            word ->
                word.length() > 3 && word.endsWith("s")
                    ? word.substring(0, word.length() - 1)
                    : word)
        .collect(Collectors.toSet());
  }
}
