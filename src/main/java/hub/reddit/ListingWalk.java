package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import hub.sources.CollectCommunity;
import hub.sources.NewText;
import hub.sources.NewText.Status;
import hub.sources.SourceTrouble.SourceBusy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows one listing from page to page, until the flow's last page, posts too old, or the end that
 * Reddit allows.
 */
public final class ListingWalk implements Walk {
  /**
   * Reddit gives about 1,000 posts of a listing and 250 of a search, however many there are;
   * stickied ones come on top.
   */
  private static final int NEAR_THE_END = 950;

  private static final int NEAR_THE_END_OF_SEARCH = 240;

  private final CommunityHarvest harvest;
  private final CollectCommunity wanted;
  private final ListingLine line;
  private final Set<String> names = new LinkedHashSet<>();
  private final List<NewText> page = new ArrayList<>();
  private final List<NewText> kept = new ArrayList<>();
  private final Map<String, String> flairs = new HashMap<>();
  private @Nullable String after;
  private int pages;
  private int unread;
  private boolean ended;
  private boolean cutByReddit;

  ListingWalk(CommunityHarvest harvest, CollectCommunity wanted, ListingLine line) {
    this.harvest = harvest;
    this.wanted = wanted;
    this.line = line;
  }

  @Override
  public boolean goesOn() {
    return !ended && pages < line.pages();
  }

  @Override
  public RedditRequest next() {
    Map<String, String> query = new LinkedHashMap<>(line.query());
    query.put("limit", "100");
    if (line.isSearch()) {
      query.put("q", wanted.topic());
      query.put("restrict_sr", "on");
    }
    if (after != null) {
      query.put("after", after);
    }
    String path = "/r/" + RedditRequest.encode(wanted.community()) + "/" + line.kind();
    Haste haste = Haste.of(pages > 0, wanted.watched());
    return RedditRequest.get(wanted.mode(), path, query, wanted.community(), haste);
  }

  @Override
  public void read(JsonNode answer) {
    Things things =
        ThingReader.read(answer, new TextReader(false, wanted.mode() == hub.Mode.LIVE))
            .orElseThrow(
                () ->
                    new SourceBusy(
                        Duration.ofSeconds(30),
                        "Reddit answered r/" + wanted.community() + " with no listing"));
    pages++;
    unread += things.problems().size();
    int before = names.size();
    page.clear();
    kept.clear();
    flairs.clear();
    answer.path("data").path("children").forEach(thing -> noteFlair(thing.path("data")));
    things.texts().stream().filter(NewText::isPost).forEach(this::take);
    end(things, names.size() > before);
  }

  /** The page's posts on which the flow decides. */
  public List<NewText> posts() {
    return page.stream().filter(post -> post.status() == Status.PRESENT).toList();
  }

  private void noteFlair(JsonNode post) {
    String flair = post.path("link_flair_text").asText("");
    if (!flair.isEmpty()) {
      flairs.put(post.path("name").asText(""), flair);
    }
  }

  /** What the flow is told of a post on which it decides. */
  public Map<String, Object> told(NewText post) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("community", post.community());
    told.put("author", post.author() == null ? "" : post.author());
    told.put("title", post.title() == null ? "" : post.title());
    told.put("text", post.body());
    told.put("flair", flairs.getOrDefault(post.name(), ""));
    told.put("traits", List.copyOf(post.traits()));
    told.put("length", post.length());
    told.put("score", post.score());
    told.put("comments", post.comments());
    told.put("created", post.createdAt().getEpochSecond());
    return told;
  }

  /** Keeps one post of the page. */
  public void keep(NewText post) {
    kept.add(post);
  }

  /** Stores what was kept of the page, and what Reddit took back, so that its words go here too. */
  public ListingWalk store() {
    page.stream().filter(post -> post.status() != Status.PRESENT).forEach(kept::add);
    harvest.store(List.copyOf(kept));
    return this;
  }

  Set<String> names() {
    return names;
  }

  /** Why this listing is not complete, if it is not. */
  Optional<String> note() {
    List<String> notes = new ArrayList<>();
    if (cutByReddit) {
      notes.add(
          "Reddit ends "
              + line.kind()
              + " of r/"
              + wanted.community()
              + " after "
              + names.size()
              + " posts");
    }
    if (unread > 0) {
      notes.add(unread + " posts of r/" + wanted.community() + " could not be read");
    }
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes));
  }

  private void take(NewText post) {
    if (post.createdAt().isBefore(wanted.since())) {
      ended |= line.isByAge() && !post.traits().contains("stickied");
    } else {
      names.add(post.name());
      if (harvest.isFirst(post)) {
        page.add(post);
      }
    }
  }

  private void end(Things things, boolean broughtNew) {
    boolean lastPage =
        things.after() == null
            || things.after().equals(after)
            || !broughtNew && !things.texts().isEmpty() && line.isByAge();
    int limit = line.isSearch() ? NEAR_THE_END_OF_SEARCH : NEAR_THE_END;
    cutByReddit = lastPage && !ended && names.size() >= limit;
    ended |= lastPage;
    after = things.after();
  }
}
