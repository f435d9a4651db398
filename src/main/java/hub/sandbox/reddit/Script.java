package hub.sandbox.reddit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The written fragments of one topic, from which its posts and comments are put together. */
record Script(
    List<Problem> problems, List<Talk> talk, List<Promotion> promotion, List<String> chatter) {

  /**
   * What people with one problem say, by its place in a post or comment.
   *
   * @param weight how many posts it has at the topic's own size
   * @param authors how many people have it
   * @param recent which part of its posts is of the last 90 days
   * @param growth how much that is above the 90 days before; 0.4 for 40 %
   * @param same comments by others with the problem
   * @param offers comments that would pay
   * @param tips comments with a way round
   * @param tools comments that name a product
   * @param doubts comments that see no problem
   */
  record Problem(
      String key,
      int weight,
      int authors,
      double recent,
      double growth,
      @JsonProperty("would_pay") int wouldPay,
      List<String> titles,
      List<String> openings,
      List<String> details,
      List<String> statements,
      List<String> costs,
      List<String> workarounds,
      List<String> pays,
      List<String> endings,
      List<String> same,
      List<String> offers,
      List<String> tips,
      List<String> tools,
      List<String> doubts) {}

  /** What else the communities talk about. */
  record Talk(
      String key,
      List<String> titles,
      List<String> openings,
      List<String> middles,
      List<String> endings) {}

  /** An account that sells something. */
  record Promotion(
      String account,
      String product,
      List<String> titles,
      List<String> bodies,
      List<String> comments) {}

  /** What people say anywhere. */
  record Voices(
      List<String> leads,
      List<String> openers,
      List<String> remarks,
      List<String> tails,
      List<String> thanks,
      List<String> firsts,
      List<String> seconds,
      Map<String, List<String>> trades,
      @JsonProperty("extra_talk") List<Written> extraTalk,
      List<Oddity> oddities,
      List<Bot> bots) {}

  /** A post written as a whole. */
  record Written(String title, String text) {}

  /** A post that must not disturb anybody: an order to the model, or markup; said word for word. */
  record Oddity(String kind, String title, String text) {}

  /** An account that says so itself. */
  record Bot(String account, String title, String text, String comment) {}

  static Script of(String topic) {
    return read("/sandbox/topics/" + topic + ".json", Script.class);
  }

  static Voices voices() {
    return read("/sandbox/voices.json", Voices.class);
  }

  private static <T> T read(String path, Class<T> type) {
    try (InputStream file = Script.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException(path + " is missing in the jar");
      }
      return JsonMapper.shared().readValue(file, type);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }
}
