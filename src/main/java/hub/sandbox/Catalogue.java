package hub.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The topics that the sandbox knows, read from {@code sandbox/topics/*.json} in the jar. */
public record Catalogue(List<Topic> topics) {
  private static final List<String> KEYS =
      List.of("translator-invoices", "vet-shifts", "kitchen-allergens");

  /**
   * One topic.
   *
   * @param key its file's name
   * @param title as the first page shows it
   * @param summary one line on what people say
   * @param communities where most of it is said, without {@code r/}
   * @param suggested where some more is said
   * @param posts how many posts it has
   * @param authors how many people wrote them
   * @param comments how many comments they have
   * @param words words that a search for the topic holds
   * @param problems what the posts are about
   */
  public record Topic(
      String key,
      String title,
      String summary,
      List<String> communities,
      List<String> suggested,
      int posts,
      int authors,
      int comments,
      List<String> words,
      List<Problem> problems) {

    /** All communities, those suggested last. */
    public List<String> everywhere() {
      return Stream.concat(communities.stream(), suggested.stream()).toList();
    }
  }

  /**
   * One problem of one kind of person, and what a careful reader would say of it.
   *
   * @param pain 0 to 4, as are {@code wouldPay}, {@code doable} and {@code room}
   * @param weight how large its part of the topic's posts is, beside the others'
   * @param authors how many people write about it
   * @param recent which part of its posts is of the last 90 days, 0 to 1
   * @param products named in its posts and comments
   * @param antipatterns what speaks against it
   * @param statements its ways of being said, whole sentences as they stand in posts and comments
   */
  public record Problem(
      String key,
      String title,
      String summary,
      String who,
      String today,
      int pain,
      @JsonProperty("would_pay") int wouldPay,
      int doable,
      int room,
      int weight,
      int authors,
      double recent,
      List<String> products,
      List<Antipattern> antipatterns,
      List<String> statements) {

    /** Takes the first of each choice that a written statement leaves open. */
    public Problem {
      statements = statements.stream().map(Spin::first).toList();
    }
  }

  /**
   * {@code pattern} and {@code strength} ({@code partly} or {@code clearly}) as the model's answers
   * name them.
   */
  public record Antipattern(String pattern, String strength) {}

  /** The topics in the jar. */
  public static Catalogue standard() {
    return new Catalogue(KEYS.stream().map(Catalogue::read).toList());
  }

  /** The topic of this key. */
  public Optional<Topic> topic(String key) {
    return topics.stream().filter(each -> each.key().equals(key)).findFirst();
  }

  private static Topic read(String key) {
    try (InputStream file =
        Catalogue.class.getResourceAsStream("/sandbox/topics/" + key + ".json")) {
      if (file == null) {
        throw new IllegalStateException("sandbox/topics/" + key + ".json is missing in the jar");
      }
      return JsonMapper.shared().readValue(file, Topic.class);
    } catch (IOException e) {
      throw new UncheckedIOException("sandbox/topics/" + key + ".json cannot be read", e);
    }
  }
}
