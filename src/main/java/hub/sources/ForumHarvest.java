package hub.sources;

import hub.CommunityName;
import hub.sources.ForumItem.Unreadable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one journey through a forum's flow brings: posts on a topic, or one post's thread. The flow
 * decides what to hand on; what is kept of it, how much and under whose name is decided here.
 */
public final class ForumHarvest {
  private static final int MOST_POSTS = 1_000;
  private static final int MOST_IN_A_THREAD = 10_000;

  private final Texts texts;
  private final Clock clock;
  private final Forum forum;
  private final UUID workspaceId;
  private final Map<String, Object> wanted;
  private final Instant since;
  private final @Nullable String thread;
  private final int most;
  private final Map<String, NewText> kept = new LinkedHashMap<>();
  private @Nullable String unread;
  private String trouble = "";
  private int unreadItems;
  private int repeats;
  private boolean full;

  ForumHarvest(Texts texts, Clock clock, Forum forum, CollectCommunity asked) {
    this.texts = texts;
    this.clock = clock;
    this.forum = forum;
    this.workspaceId = asked.workspaceId();
    this.since = asked.since();
    this.thread = null;
    this.most = MOST_POSTS;
    this.wanted =
        Map.of(
            "topic",
            asked.topic(),
            "query",
            encoded(asked.topic()),
            "since",
            asked.since().getEpochSecond());
  }

  ForumHarvest(Texts texts, Clock clock, Forum forum, CollectThread asked, Text post) {
    this.texts = texts;
    this.clock = clock;
    this.forum = forum;
    this.workspaceId = asked.workspaceId();
    this.since = Instant.EPOCH;
    this.thread = post.text().name();
    this.most = asked.most();
    this.wanted = Map.of("thread", encoded(post.text().name()), "most", asked.most());
  }

  private static String encoded(String value) {
    return java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Which forum is read, and where. */
  public Forum forum() {
    return forum;
  }

  /** What is asked for: a thread by its post's name, or posts. */
  String subject() {
    return thread == null ? "" : thread;
  }

  /** What the flow needs to know; its values may stand in an address as they are. */
  public Map<String, Object> wanted() {
    return wanted;
  }

  /** Takes in what the flow hands on as one text. What cannot be read is counted, never fatal. */
  public synchronized void keep(@Nullable Object item) {
    try {
      if (!(item instanceof Map<?, ?> fields)) {
        throw new Unreadable("is no map");
      }
      take(ForumItem.read(forum, thread, clock.instant(), fields));
    } catch (Unreadable broken) {
      unreadItems++;
      unread = unread == null ? broken.getMessage() : unread;
    }
  }

  private void take(NewText text) throws Unreadable {
    if (thread != null && !text.thread().equals(thread)) {
      throw new Unreadable("thread is another than was asked for");
    }
    if (thread == null && (!text.isPost() || text.createdAt().isBefore(since))) {
      return;
    }
    if (kept.containsKey(text.name())) {
      repeats++;
    } else if (kept.size() >= (thread == null ? MOST_POSTS : MOST_IN_A_THREAD)) {
      full = true;
      return;
    }
    kept.put(text.name(), text);
  }

  /** The forum stopped answering after some of it was read. */
  synchronized boolean endsWith(String why) {
    trouble = why;
    return !kept.isEmpty();
  }

  /** Stores what was kept. */
  public synchronized Collected collected() {
    List<NewText> post = kept.values().stream().filter(NewText::isPost).toList();
    if (thread == null) {
      return stored(post, texts.store(workspaceId, forum.mode(), forum.word() + "-posts", post));
    }
    texts.store(workspaceId, forum.mode(), forum.word() + "-thread", post);
    List<NewText> comments = byLevel().stream().limit(most).toList();
    full |= kept.size() - post.size() > most;
    return stored(
        comments, texts.store(workspaceId, forum.mode(), forum.word() + "-thread", comments));
  }

  private Collected stored(List<NewText> given, Stored stored) {
    List<String> notes = new ArrayList<>();
    if (kept.isEmpty() && thread != null && unreadItems == 0 && trouble.isEmpty()) {
      notes.add(forum.shown() + " no longer has the thread");
    }
    if (!trouble.isEmpty()) {
      notes.add(trouble);
    }
    if (full) {
      notes.add("the first " + given.size() + " of " + CommunityName.shown(forum.word()));
    }
    if (unreadItems > 0) {
      notes.add("%d of %s could not be read (%s)".formatted(unreadItems, forum.shown(), unread));
    }
    return new Collected(
        stored.ids(), stored.added(), repeats, notes.isEmpty(), String.join("; ", notes));
  }

  /**
   * Answers to the post first, then answers to those: what is left out at the end has no answers
   * kept.
   */
  private List<NewText> byLevel() {
    Map<String, List<NewText>> answers = new HashMap<>();
    for (NewText text : kept.values()) {
      if (text.parent() != null) {
        String under = kept.containsKey(text.parent()) ? text.parent() : thread;
        answers.computeIfAbsent(under, parent -> new ArrayList<>()).add(text);
      }
    }
    List<NewText> inOrder = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>(List.of(java.util.Objects.requireNonNull(thread)));
    while (!open.isEmpty()) {
      List<NewText> below = answers.remove(open.removeFirst());
      for (NewText text : below == null ? List.<NewText>of() : below) {
        inOrder.add(text);
        open.addLast(text.name());
      }
    }
    return inOrder;
  }
}
