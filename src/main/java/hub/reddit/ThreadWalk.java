package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import hub.Mode;
import hub.reddit.Things.More;
import hub.sources.CollectThread;
import hub.sources.Collected;
import hub.sources.NewText;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.Stored;
import hub.sources.Text;
import hub.sources.Texts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Completes one thread.
 *
 * <p>How this works, and why: the first answer is a tree with gaps. A gap that names its comments
 * is filled by {@code morechildren}, a hundred ids a call, whose flat answer may have gaps again; a
 * gap that names none means "too deep" and is filled by asking for the thread at its parent, which
 * comes along again. Each id is asked for once, so that no answer can keep the walk going for ever.
 */
public final class ThreadWalk implements Walk {
  static final String FLOW = "reddit-thread";

  /** More ids in one call are refused. */
  private static final int IDS_A_CALL = 100;

  private static final int LARGEST_TREE = 500;

  private final Texts texts;
  private final CollectThread wanted;
  private final NewText post;
  private final Map<String, NewText> comments = new LinkedHashMap<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private final Deque<String> tooDeep = new ArrayDeque<>();
  private final Set<String> asked = new HashSet<>();
  private @Nullable NewText newestPost;
  private boolean begun;
  private boolean gone;
  private int repeats;
  private int unread;

  ThreadWalk(Texts texts, CollectThread wanted, Text post) {
    this.texts = texts;
    this.wanted = wanted;
    this.post = post.text();
  }

  @Override
  public boolean goesOn() {
    return !gone && (!begun || (comments.size() < wanted.most() && hasGaps()));
  }

  @Override
  public RedditRequest next() {
    if (!begun) {
      return tree("/comments/" + idOf(post.name()));
    }
    if (!missing.isEmpty()) {
      return moreChildren();
    }
    return tree("/comments/" + idOf(post.name()) + "/_/" + idOf(tooDeep.removeFirst()));
  }

  @Override
  public void read(JsonNode answer) {
    if (answer.isNull()) {
      gone = !begun;
      return;
    }
    begun = true;
    Things things =
        ThingReader.read(answer, new TextReader(false, wanted.mode() == Mode.LIVE))
            .orElseThrow(
                () ->
                    new SourceBusy(
                        Duration.ofSeconds(30),
                        "Reddit answered " + post.name() + " with no thread"));
    unread += things.problems().size();
    things.texts().stream().filter(text -> text.thread().equals(post.name())).forEach(this::take);
    things.mores().forEach(this::note);
    missing.removeIf(id -> comments.containsKey("t1_" + id));
  }

  /** Stores the post's newest words and its comments. */
  public Collected store() {
    if (newestPost != null) {
      texts.store(wanted.workspaceId(), wanted.mode(), FLOW, List.of(newestPost));
    }
    List<NewText> most = comments.values().stream().limit(wanted.most()).toList();
    Stored stored = texts.store(wanted.workspaceId(), wanted.mode(), FLOW, most);
    String note = whyIncomplete();
    return new Collected(stored.ids(), stored.added(), repeats, note.isEmpty(), note);
  }

  private void take(NewText text) {
    if (text.isPost()) {
      newestPost = text;
    } else if (comments.put(text.name(), text) != null) {
      repeats++;
    }
  }

  private void note(More more) {
    if (more.continuesElsewhere()) {
      if (more.parent().startsWith("t1_") && asked.add("at " + more.parent())) {
        tooDeep.addLast(more.parent());
      }
    } else {
      more.children().stream().filter(asked::add).forEach(missing::add);
    }
  }

  private boolean hasGaps() {
    return !missing.isEmpty() || !tooDeep.isEmpty();
  }

  private RedditRequest tree(String path) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("sort", "confidence");
    query.put("limit", String.valueOf(Math.clamp(wanted.most(), 1, LARGEST_TREE)));
    return RedditRequest.get(
        wanted.mode(), path, query, post.community(), Haste.of(begun, wanted.watched()));
  }

  private RedditRequest moreChildren() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("api_type", "json");
    form.put("link_id", post.name());
    form.put("sort", "confidence");
    form.put("children", String.join(",", takeSome(missing)));
    return new RedditRequest(
        wanted.mode(), "/api/morechildren", Map.of(), form, post.community(), Haste.UNDER_WAY);
  }

  private static Collection<String> takeSome(Set<String> ids) {
    List<String> some = new ArrayList<>();
    for (Iterator<String> all = ids.iterator(); all.hasNext() && some.size() < IDS_A_CALL; ) {
      some.add(all.next());
      all.remove();
    }
    return some;
  }

  private String whyIncomplete() {
    if (gone) {
      return "Reddit no longer has the thread " + post.name();
    }
    if (comments.size() > wanted.most() || hasGaps()) {
      return "the first "
          + Math.min(wanted.most(), comments.size())
          + " comments of "
          + post.name();
    }
    return unread > 0 ? unread + " comments of " + post.name() + " could not be read" : "";
  }

  private static String idOf(String name) {
    return name.substring(3);
  }
}
