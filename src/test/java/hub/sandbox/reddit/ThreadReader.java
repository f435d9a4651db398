package hub.sandbox.reddit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads a thread to its end: the tree, each {@code more}, each "continue this thread". */
final class ThreadReader {
  private final RedditClient reddit;
  private final String post;
  private final Set<String> found = new LinkedHashSet<>();
  private final List<String> onward = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private int calls;

  ThreadReader(RedditClient reddit, String post) {
    this.reddit = reddit;
    this.post = post;
  }

  ThreadReader read() throws Exception {
    tree("/comments/" + post + "?limit=500");
    while (!left.isEmpty() || !onward.isEmpty()) {
      if (left.isEmpty()) {
        tree("/comments/" + post + "/_/" + onward.removeLast());
      } else {
        List<String> batch = new ArrayList<>(left.subList(0, Math.min(100, left.size())));
        left.subList(0, batch.size()).clear();
        calls++;
        reddit
            .moreChildren("t3_" + post, String.join(",", batch))
            .at("/json/data/things")
            .forEach(this::thing);
      }
    }
    return this;
  }

  private void tree(String path) throws Exception {
    calls++;
    reddit.json(path).at("/1/data/children").forEach(this::thing);
  }

  private void thing(JsonNode thing) {
    JsonNode data = thing.path("data");
    if (thing.path("kind").asString().equals("t1")) {
      found.add(data.path("name").asString());
      data.at("/replies/data/children").forEach(this::thing);
    } else if (data.path("children").isEmpty()) {
      onward.add(data.path("parent_id").asString().substring(3));
    } else {
      data.path("children").forEach(child -> left.add(child.asString()));
    }
  }

  Set<String> found() {
    return found;
  }

  int calls() {
    return calls;
  }
}
