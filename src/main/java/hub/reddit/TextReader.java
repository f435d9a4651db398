package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import hub.reddit.ThingReader.UnreadableThing;
import hub.sources.NewText;
import hub.sources.NewText.Status;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a post ({@code t3}) or comment ({@code t1}) of any year since 2005 into a text: fields that
 * came later may be missing, numbers may be strings or floats.
 *
 * @param escaped whether texts carry {@code &amp;}, {@code &lt;} and {@code &gt;} (no {@code
 *     raw_json=1})
 * @param linked whether the originals can be opened at reddit.com; never true for the sandbox
 */
record TextReader(boolean escaped, boolean linked) {
  private static final String SOURCE = "reddit";
  private static final Pattern FULLNAME = Pattern.compile("t[13]_[a-z0-9]{1,16}");
  private static final Pattern ID = Pattern.compile("[a-z0-9]{1,16}");
  private static final Pattern NAME = Pattern.compile("[\\w:-]{1,60}");
  private static final int LONGEST_TEXT = 100_000;
  private static final Instant EARLIEST = Instant.parse("2005-06-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  static boolean isFullname(String name) {
    return FULLNAME.matcher(name).matches();
  }

  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  NewText post(JsonNode data) throws UnreadableThing {
    String name = fullname(data, "t3_");
    Status status = Standing.ofPost(data);
    return new NewText(
        SOURCE,
        name,
        name,
        null,
        community(data),
        author(data),
        text(data, "title"),
        status == Status.PRESENT ? text(data, "selftext") : "",
        createdAt(data),
        number(data, "score"),
        Math.max(0, number(data, "num_comments")),
        linked ? "https://www.reddit.com/comments/" + name.substring(3) + "/" : null,
        status,
        Traits.ofPost(data, author(data), data.path("selftext").asText("")));
  }

  NewText comment(JsonNode data) throws UnreadableThing {
    String name = fullname(data, "t1_");
    String thread = reference(data, "link_id", "t3_");
    Status status = Standing.ofComment(data);
    return new NewText(
        SOURCE,
        name,
        thread,
        reference(data, "parent_id", "t"),
        community(data),
        author(data),
        null,
        status == Status.PRESENT ? text(data, "body") : "",
        createdAt(data),
        number(data, "score"),
        0,
        linked
            ? "https://www.reddit.com/comments/"
                + thread.substring(3)
                + "/_/"
                + name.substring(3)
                + "/"
            : null,
        status,
        Traits.ofComment(data, author(data), data.path("body").asText("")));
  }

  private static String fullname(JsonNode data, String prefix) throws UnreadableThing {
    String name = data.path("name").asText(prefix + data.path("id").asText(""));
    if (!isFullname(name) || !name.startsWith(prefix)) {
      throw new UnreadableThing(
          "data.name is missing or no fullname, expected for instance " + prefix + "abc");
    }
    return name;
  }

  private static String reference(JsonNode data, String field, String prefix)
      throws UnreadableThing {
    String name = data.path(field).asText("");
    if (!isFullname(name) || !name.startsWith(prefix)) {
      throw new UnreadableThing(
          "data." + field + " is missing or no fullname, expected for instance t3_abc");
    }
    return name;
  }

  private static String community(JsonNode data) {
    String community = data.path("subreddit").asText("");
    return NAME.matcher(community).matches() ? community : "";
  }

  private static @Nullable String author(JsonNode data) {
    String author = data.path("author").asText("");
    return NAME.matcher(author).matches() ? author : null;
  }

  private String text(JsonNode data, String field) throws UnreadableThing {
    String text = data.path(field).asText("");
    if (text.length() > LONGEST_TEXT) {
      throw new UnreadableThing(
          "data."
              + field
              + " has "
              + text.length()
              + " characters, expected at most "
              + LONGEST_TEXT);
    }
    return escaped ? Entities.unescape(text) : text;
  }

  private static Instant createdAt(JsonNode data) throws UnreadableThing {
    double seconds = data.path("created_utc").asDouble(Double.NaN);
    if (!(seconds >= EARLIEST.getEpochSecond() && seconds <= LATEST.getEpochSecond())) {
      throw new UnreadableThing(
          "data.created_utc is missing or no time, expected seconds since 1970 as Reddit gives"
              + " them");
    }
    return Instant.ofEpochSecond((long) seconds);
  }

  private static int number(JsonNode data, String field) {
    double number = data.path(field).asDouble(0);
    return (int) Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
