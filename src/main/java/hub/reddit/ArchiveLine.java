package hub.reddit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.Mode;
import hub.reddit.ThingReader.UnreadableThing;
import hub.sources.NewText;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Set;

/**
 * One line of a public archive's dump: a submission or a comment as Reddit gave it, without its
 * wrapping. Fields that archives left out over the years are made up for where that is safe.
 */
public final class ArchiveLine {
  /** What is read of the hundred fields that Reddit gives. */
  private static final Set<String> FIELDS =
      Set.of(
          "author",
          "body",
          "body_html",
          "created_utc",
          "crosspost_parent",
          "data",
          "domain",
          "edited",
          "id",
          "is_created_from_ads_ui",
          "is_gallery",
          "is_self",
          "is_video",
          "link_id",
          "locked",
          "name",
          "num_comments",
          "over_18",
          "parent_id",
          "poll_data",
          "post_hint",
          "promoted",
          "quarantine",
          "removed_by_category",
          "score",
          "selftext",
          "selftext_html",
          "stickied",
          "subreddit",
          "title");

  private ArchiveLine() {}

  /**
   * Reads a line.
   *
   * @param bytes holds the line, which must not hold its end
   * @param mode whether links to the originals are kept; the sandbox has none
   * @throws Unreadable saying why, never with what the line holds
   */
  public static NewText read(byte[] bytes, int from, int length, Mode mode) throws Unreadable {
    JsonNode json = json(bytes, from, length);
    JsonNode thing = json.path("data").isObject() ? json.path("data") : json;
    TextReader reader = new TextReader(Entities.escaped(thing), mode == Mode.LIVE);
    try {
      if (thing.has("title")) {
        return reader.post(thing);
      }
      if (thing.has("body")) {
        return reader.comment(withParent(thing));
      }
    } catch (UnreadableThing lacking) {
      throw new Unreadable(String.valueOf(lacking.getMessage()).replace("data.", ""));
    }
    throw new Unreadable("is neither a post (no title) nor a comment (no body)");
  }

  /** Some archives lack a comment's parent or give it as a number: then it answers the post. */
  private static JsonNode withParent(JsonNode comment) {
    boolean known = TextReader.isFullname(comment.path("parent_id").asText(""));
    return known || !(comment instanceof ObjectNode object)
        ? comment
        : object.put("parent_id", object.path("link_id").asText(""));
  }

  private static JsonNode json(byte[] bytes, int from, int length) throws Unreadable {
    try {
      return Json.readObject(bytes, from, length, FIELDS)
          .orElseThrow(() -> new Unreadable("is no JSON object"));
    } catch (StreamConstraintsException e) {
      throw new Unreadable("is nested deeper, or holds longer numbers or names, than Reddit gives");
    } catch (JsonProcessingException e) {
      throw new Unreadable(problem(e));
    } catch (CharConversionException e) {
      throw new Unreadable("is not UTF-8");
    } catch (IOException e) {
      throw new Unreadable("is no JSON");
    }
  }

  private static String problem(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).startsWith("Invalid UTF-8")
        ? "is not UTF-8"
        : "is no JSON from column " + e.getLocation().getColumnNr() + " on";
  }

  /** A line that holds no post or comment; the message goes behind the line's number. */
  public static final class Unreadable extends Exception {
    Unreadable(String message) {
      super(message);
    }
  }
}
