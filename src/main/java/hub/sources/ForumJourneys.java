package hub.sources;

import hub.sources.SourceTrouble.CommunityClosed;
import hub.sources.SourceTrouble.SourceBusy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Begins what a job asks to be collected from a forum, and says what became of it. */
@Component
public class ForumJourneys {
  /** When a suspended flow is looked at again. */
  private static final Duration SUSPENDED = Duration.ofMinutes(1);

  private final Forums forums;
  private final Texts texts;
  private final Clock clock;

  ForumJourneys(Forums forums, Texts texts, Clock clock) {
    this.forums = forums;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * Begins to collect posts on a topic.
   *
   * @throws CommunityClosed if the forum cannot be asked in this mode
   */
  public ForumHarvest begin(CollectCommunity wanted) {
    return new ForumHarvest(texts, clock, forums.of(wanted.community(), wanted.mode()), wanted);
  }

  /**
   * Begins to collect a post's thread.
   *
   * @throws CommunityClosed if the forum cannot be asked in this mode
   * @throws IllegalArgumentException if the workspace has no such post
   */
  public ForumHarvest begin(CollectThread wanted) {
    Text post =
        texts.byIds(wanted.workspaceId(), List.of(wanted.postId())).stream()
            .filter(text -> text.text().isPost())
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no post " + wanted.postId()));
    return new ForumHarvest(
        texts, clock, forums.of(post.text().source(), wanted.mode()), wanted, post);
  }

  /**
   * The forum answers, but not in the form that its flow knows. What was read before counts.
   *
   * @throws CommunityClosed if nothing was
   */
  public void misread(ForumHarvest harvest) {
    Forum forum = harvest.forum();
    String why =
        "%s answered in a form that its flow does not know. Look at the flow %s."
            .formatted(forum.shown(), forum.word());
    if (!harvest.endsWith(why)) {
      throw new CommunityClosed(forum.word(), why);
    }
  }

  /** A person keeps the flow from reading: for a while, which is waited for, or for good. */
  public SourceTrouble closed(ForumHarvest harvest, boolean forAWhile) {
    Forum forum = harvest.forum();
    return forAWhile
        ? new SourceBusy(SUSPENDED, "The flow that reads %s is suspended".formatted(forum.shown()))
        : new CommunityClosed(
            forum.word(),
            "The flow that reads %s is off. Start it to include that.".formatted(forum.shown()));
  }

  /** Nobody has written the flow that was asked for. */
  public CommunityClosed noFlow(ForumHarvest harvest) {
    Forum forum = harvest.forum();
    return new CommunityClosed(
        forum.word(),
        "No flow reads %s. Make a flow %s that does; docs/forums.md says how."
            .formatted(forum.shown(), forum.word()));
  }
}
