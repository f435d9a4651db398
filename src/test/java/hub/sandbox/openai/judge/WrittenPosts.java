package hub.sandbox.openai.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts and comments put together from a topic's written parts, each with what it truly is about.
 */
final class WrittenPosts {
  private static final Pattern CHOICE = Pattern.compile("\\{([^{}]*)}");

  /**
   * A text and the truth about it.
   *
   * @param kind {@code problem}, {@code talk} or {@code promotion}; of comments {@code same},
   *     {@code offers}, {@code tips}, {@code tools}, {@code doubts}, {@code chatter} or {@code
   *     promotion}
   * @param problem the problem's key; empty unless it is about one
   */
  record Written(String kind, String problem, String title, String text) {}

  private final JsonNode topic;
  private final Random random;

  WrittenPosts(String key, long seed) {
    this.topic = read(key);
    this.random = new Random(seed);
  }

  private static JsonNode read(String key) {
    try (InputStream file =
        WrittenPosts.class.getResourceAsStream("/sandbox/topics/" + key + ".json")) {
      return JsonMapper.shared().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String title() {
    return topic.path("title").stringValue();
  }

  /** So many posts about problems, and as many of everything else. */
  List<Written> posts(int each) {
    List<Written> posts = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      posts.add(problemPost(any(topic.path("problems"))));
      posts.add(i % 6 == 0 ? promotion() : talk());
    }
    return posts;
  }

  private Written problemPost(JsonNode problem) {
    List<String> parts = new ArrayList<>();
    for (String part :
        List.of(
            "openings",
            "statements",
            "details",
            "statements",
            "costs",
            "workarounds",
            "pays",
            "endings")) {
      boolean isNeeded = part.equals("statements");
      if (!problem.path(part).isEmpty() && (isNeeded || random.nextDouble() < 0.6)) {
        parts.add(one(problem, part));
      }
    }
    return new Written(
        "problem",
        problem.path("key").stringValue(),
        one(problem, "titles"),
        String.join(" ", parts));
  }

  private Written talk() {
    JsonNode talk = any(topic.path("talk"));
    String text = one(talk, "openings") + " " + one(talk, "middles") + " " + one(talk, "endings");
    return new Written("talk", "", one(talk, "titles"), text);
  }

  private Written promotion() {
    JsonNode promotion = any(topic.path("promotion"));
    return new Written("promotion", "", one(promotion, "titles"), one(promotion, "bodies"));
  }

  /** Comments below a post about this problem, of every kind it has. */
  List<Written> comments(JsonNode problem, int each) {
    List<Written> comments = new ArrayList<>();
    for (String kind : List.of("same", "offers", "tips", "tools", "doubts")) {
      for (int i = 0; i < each && !problem.path(kind).isEmpty(); i++) {
        comments.add(new Written(kind, problem.path("key").stringValue(), "", one(problem, kind)));
      }
    }
    for (int i = 0; i < each; i++) {
      comments.add(new Written("chatter", "", "", words(any(topic.path("chatter")).stringValue())));
      comments.add(new Written("promotion", "", "", one(any(topic.path("promotion")), "comments")));
    }
    return comments;
  }

  JsonNode problems() {
    return topic.path("problems");
  }

  private String one(JsonNode from, String part) {
    return words(any(from.path(part)).stringValue());
  }

  private JsonNode any(JsonNode list) {
    return list.get(random.nextInt(list.size()));
  }

  private String words(String written) {
    Matcher choice = CHOICE.matcher(written);
    return choice.replaceAll(
        found -> {
          String[] choices = found.group(1).split("\\|");
          return Matcher.quoteReplacement(choices[random.nextInt(choices.length)]);
        });
  }
}
