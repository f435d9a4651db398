package hub.reddit;

import hub.sources.CollectCommunity;
import hub.sources.Collected;
import hub.sources.NewText;
import hub.sources.SourceTrouble;
import hub.sources.SourceTrouble.CommunityClosed;
import hub.sources.SourceTrouble.SourceBusy;
import hub.sources.Stored;
import hub.sources.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one community's listings bring. Listings are followed side by side; a post that several show
 * is judged and stored once, and the order is that of the flow: first listing first.
 */
public final class CommunityHarvest {
  /** The flow that says which listings are read and which posts are kept. */
  public static final String FLOW = "reddit-posts";

  /** When a suspended flow is looked at again. */
  private static final Duration SUSPENDED = Duration.ofMinutes(1);

  private final Texts texts;
  private final CollectCommunity wanted;
  private final Map<Integer, ListingWalk> walks = new ConcurrentSkipListMap<>();
  private final Map<String, Long> ids = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final AtomicInteger added = new AtomicInteger();
  private final AtomicInteger repeats = new AtomicInteger();

  CommunityHarvest(Texts texts, CollectCommunity wanted) {
    this.texts = texts;
    this.wanted = wanted;
  }

  /**
   * Begins to follow one listing.
   *
   * @param line as the flow names it, for instance {@code new up to 5 pages}
   * @param order its place among the flow's listings
   */
  public ListingWalk follow(String line, int order) {
    ListingWalk walk = new ListingWalk(this, wanted, ListingLine.parse(line));
    walks.put(order, walk);
    return walk;
  }

  /** A person keeps the flow from reading: for a while, which is waited for, or for good. */
  public SourceTrouble closed(boolean forAWhile) {
    return forAWhile
        ? new SourceBusy(SUSPENDED, "The flow that reads Reddit is suspended")
        : new CommunityClosed(
            wanted.community(), "The flow that reads Reddit is off. Start it to include that.");
  }

  /** What all listings brought. */
  public Collected collected() {
    Set<Long> inOrder = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    for (ListingWalk walk : walks.values()) {
      walk.names().stream().filter(ids::containsKey).map(ids::get).forEach(inOrder::add);
      walk.note().ifPresent(notes::add);
    }
    return new Collected(
        List.copyOf(inOrder),
        added.get(),
        repeats.get(),
        notes.isEmpty(),
        String.join("; ", notes));
  }

  /** Whether this is the first listing that shows the post. */
  boolean isFirst(NewText post) {
    boolean first = seen.add(post.name());
    if (!first) {
      repeats.incrementAndGet();
    }
    return first;
  }

  void store(List<NewText> posts) {
    if (!posts.isEmpty()) {
      Stored stored = texts.store(wanted.workspaceId(), wanted.mode(), FLOW, posts);
      added.addAndGet(stored.added());
      for (int i = 0; i < posts.size(); i++) {
        ids.put(posts.get(i).name(), stored.ids().get(i));
      }
    }
  }
}
