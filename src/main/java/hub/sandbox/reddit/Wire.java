package hub.sandbox.reddit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes posts, comments and communities as Reddit does: every field that Reddit sends is there, in
 * its order. Without {@code raw_json=1} texts carry {@code &amp;}, {@code &lt;} and {@code &gt;}.
 */
final class Wire {
  private static final ObjectNode POST = template("post");
  private static final ObjectNode COMMENT = template("comment");
  private static final ObjectNode COMMUNITY = template("community");
  private static final String SITE = "https://www.reddit.com";

  private final boolean raw;

  /**
   * @param raw whether {@code raw_json=1} was asked for
   */
  Wire(boolean raw) {
    this.raw = raw;
  }

  private static ObjectNode template(String name) {
    try (InputStream file = Wire.class.getResourceAsStream("/sandbox/reddit/" + name + ".json")) {
      return (ObjectNode) JsonMapper.shared().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException("sandbox/reddit/" + name + ".json cannot be read", e);
    }
  }

  static ObjectNode thing(String kind, ObjectNode data) {
    ObjectNode thing = JsonNodeFactory.instance.objectNode();
    thing.put("kind", kind);
    thing.set("data", data);
    return thing;
  }

  /** A listing of these children. */
  static ObjectNode listing(
      List<ObjectNode> children, @Nullable String after, @Nullable Integer dist) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("after", after);
    data.put("dist", dist);
    data.putNull("modhash");
    data.put("geo_filter", "");
    ArrayNode array = data.putArray("children");
    children.forEach(array::add);
    data.putNull("before");
    return thing("Listing", data);
  }

  ObjectNode post(Post post) {
    ObjectNode data = POST.deepCopy();
    Community community = post.community();
    inCommunity(data, community);
    data.put("subreddit_subscribers", community.subscribers());
    data.put("id", post.id()).put("name", post.fullname());
    author(data, post.author());
    data.put("title", text(post.title()));
    data.put("selftext", text(post.text()));
    String html = "<!-- SC_OFF -->" + html(post.text()) + "<!-- SC_ON -->";
    data.put("selftext_html", post.text().isEmpty() ? null : text(html));
    data.put("created", (double) post.created()).put("created_utc", (double) post.created());
    edited(data, post.edited(), post.created());
    data.put("score", post.score())
        .put("ups", post.score())
        .put("num_comments", post.commentCount());
    data.put("permalink", post.permalink()).put("url", SITE + post.permalink());
    data.put("domain", "self." + community.name());
    data.put("over_18", post.nsfw()).put("stickied", post.stickied());
    status(data, post.status());
    PostKinds.dress(data, post, this);
    return thing("t3", data);
  }

  private static void inCommunity(ObjectNode data, Community community) {
    data.put("subreddit", community.name());
    data.put("subreddit_id", community.fullname());
    data.put("subreddit_name_prefixed", "r/" + community.name());
  }

  private static void author(ObjectNode data, @Nullable String author) {
    if (author == null) {
      data.put("author", "[deleted]");
      data.remove("author_fullname");
    } else {
      data.put("author", author);
      data.put(
          "author_fullname",
          "t2_" + Long.toString(Math.floorMod(author.hashCode() * 7919L, 2_000_000_000L), 36));
    }
  }

  private static void status(ObjectNode data, Post.Status status) {
    if (status != Post.Status.PRESENT) {
      data.put("removed_by_category", status == Post.Status.DELETED ? "deleted" : "moderator");
      data.put("is_robot_indexable", false);
      data.put("is_crosspostable", false);
    }
  }

  /** {@code false}, or the second at which it was changed. */
  private static void edited(ObjectNode data, boolean edited, long created) {
    if (edited) {
      data.put("edited", (double) (created + 540));
    }
  }

  /** A comment with the replies given; {@code ""} for none, as Reddit sends it. */
  ObjectNode comment(Comment comment, Post post, int depth, @Nullable ObjectNode replies) {
    ObjectNode data = COMMENT.deepCopy();
    inCommunity(data, post.community());
    data.put("id", comment.id()).put("name", comment.fullname());
    author(data, comment.author());
    data.put("parent_id", comment.parent()).put("link_id", post.fullname());
    data.put("body", text(comment.text())).put("body_html", text(html(comment.text())));
    data.put("created", (double) comment.created()).put("created_utc", (double) comment.created());
    data.put("score", comment.score()).put("ups", comment.score());
    data.put("is_submitter", comment.bySubmitter());
    data.put("permalink", post.permalink() + comment.id() + "/");
    data.put("depth", depth);
    if (comment.byModerator()) {
      data.put("distinguished", "moderator").put("stickied", true).put("score_hidden", true);
    }
    if (replies != null) {
      data.set("replies", replies);
    }
    return thing("t1", data);
  }

  /** Comments that were left out: their ids, and how many there are with all below them. */
  static ObjectNode more(List<Comment> left, String parent, int depth) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    String first = left.isEmpty() ? "_" : left.getFirst().id();
    data.put("count", left.stream().mapToInt(Comment::size).sum());
    data.put("name", "t1_" + first).put("id", first);
    data.put("parent_id", parent).put("depth", depth);
    ArrayNode children = data.putArray("children");
    left.forEach(each -> children.add(each.id()));
    return thing("more", data);
  }

  /** "Continue this thread": below this comment there is more, to be read from its own address. */
  static ObjectNode onward(Comment parent, int depth) {
    return more(List.of(), parent.fullname(), depth);
  }

  ObjectNode community(Community community) {
    ObjectNode data = COMMUNITY.deepCopy();
    data.put("display_name", community.name()).put("title", community.name());
    data.put("display_name_prefixed", "r/" + community.name());
    data.put("name", community.fullname()).put("id", community.id());
    data.put("url", "/r/" + community.name() + "/");
    data.put("public_description", text(community.description()));
    data.put("subscribers", community.subscribers());
    data.put("created", (double) community.created())
        .put("created_utc", (double) community.created());
    return thing("t5", data);
  }

  String text(String text) {
    return raw ? text : escaped(text);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String html(String text) {
    StringBuilder html = new StringBuilder("<div class=\"md\">");
    for (String paragraph : text.split("\n\n")) {
      html.append("<p>").append(escaped(paragraph)).append("</p>\n\n");
    }
    html.setLength(html.length() - 1);
    return html.append("</div>").toString();
  }
}
