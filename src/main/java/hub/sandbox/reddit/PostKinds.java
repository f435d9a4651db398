package hub.sandbox.reddit;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What Reddit adds to a post that is more than text. */
final class PostKinds {
  private static final long WEEK = 7 * 86_400;

  private PostKinds() {}

  static void dress(ObjectNode data, Post post, Wire wire) {
    switch (post.kind()) {
      case TEXT -> {}
      case IMAGE -> image(data, post);
      case GALLERY -> gallery(data, post);
      case POLL -> poll(data, post);
      case LINK -> link(data, "https://news.example/" + post.id(), "news.example");
      case CROSSPOST -> crosspost(data, post, wire);
    }
    if (post.nsfw() && !data.path("is_self").asBoolean()) {
      data.put("thumbnail", "nsfw");
    }
  }

  private static void link(ObjectNode data, String url, String domain) {
    data.put("is_self", false).put("url", url).put("url_overridden_by_dest", url);
    data.put("domain", domain).put("thumbnail", "default");
  }

  private static void image(ObjectNode data, Post post) {
    link(data, "https://i.redd.it/" + post.id() + ".png", "i.redd.it");
    data.put("post_hint", "image").put("is_reddit_media_domain", true);
    ObjectNode preview = data.putObject("preview");
    ObjectNode image = preview.putArray("images").addObject();
    image
        .putObject("source")
        .put("url", "https://preview.redd.it/" + post.id() + ".png?auto=webp&s=0")
        .put("width", 640)
        .put("height", 480);
    image.putArray("resolutions");
    image.putObject("variants");
    image.put("id", post.id());
    preview.put("enabled", true);
  }

  private static void gallery(ObjectNode data, Post post) {
    link(data, "https://www.reddit.com/gallery/" + post.id(), "reddit.com");
    data.put("is_gallery", true);
    ObjectNode gallery = data.putObject("gallery_data");
    ObjectNode media = data.putObject("media_metadata");
    var items = gallery.putArray("items");
    for (int number = 1; number <= 3; number++) {
      String id = post.id() + "p" + number;
      items.addObject().put("media_id", id).put("id", 600_000_000 + number);
      media.putObject(id).put("status", "unprocessed");
    }
  }

  private static void poll(ObjectNode data, Post post) {
    ObjectNode poll = data.putObject("poll_data");
    poll.putNull("user_selection");
    var options = poll.putArray("options");
    int votes = 0;
    for (String option : List.of("Yes", "No", "It depends", "Just the results")) {
      int share = 3 + Math.floorMod(post.id().hashCode() + option.hashCode(), 60);
      options
          .addObject()
          .put("text", option)
          .put("vote_count", share)
          .put("id", String.valueOf(500_000 + votes));
      votes += share;
    }
    // In milliseconds, while every other time is in seconds: so it is at Reddit.
    poll.put("voting_end_timestamp", (post.created() + WEEK) * 1_000);
    poll.put("total_vote_count", votes);
  }

  private static void crosspost(ObjectNode data, Post post, Wire wire) {
    Post original = post.original();
    if (original == null) {
      return;
    }
    data.put("is_self", false).put("domain", "self." + original.community().name());
    data.put("url", "https://www.reddit.com" + original.permalink());
    data.put("crosspost_parent", original.fullname());
    data.putArray("crosspost_parent_list").add(wire.post(original).get("data"));
  }
}
