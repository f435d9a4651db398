package hub.reddit;

import hub.CommunityName;
import hub.sources.CollectCommunity;
import hub.sources.CollectThread;
import hub.sources.Collected;
import hub.sources.Text;
import hub.sources.Texts;
import java.util.List;
import org.springframework.stereotype.Component;

/** Begins what a job asks to be collected from Reddit. */
@Component
public class Journeys {
  private final Texts texts;

  Journeys(Texts texts) {
    this.texts = texts;
  }

  /** Begins to collect a community's posts. */
  public CommunityHarvest begin(CollectCommunity wanted) {
    return new CommunityHarvest(texts, wanted);
  }

  /**
   * Begins to complete a post's thread.
   *
   * @throws IllegalArgumentException if the workspace has no such post
   */
  public ThreadWalk begin(CollectThread wanted) {
    return new ThreadWalk(texts, wanted, post(wanted));
  }

  /**
   * Whether the post came in a file: its thread is what files held, and nothing is asked of Reddit.
   */
  public boolean isUploaded(CollectThread wanted) {
    String flow = post(wanted).collectedBy();
    return flow.equals(Texts.UPLOAD) || flow.equals(Texts.IMPORT);
  }

  /** Whether the community is another forum's. */
  public static boolean namesAForum(CollectCommunity wanted) {
    return CommunityName.isForum(wanted.community());
  }

  /** Whether the post is another forum's. */
  public boolean isFromAForum(CollectThread wanted) {
    return CommunityName.isForum(post(wanted).text().source());
  }

  /** The comments that a file brought. */
  public Collected uploaded(CollectThread wanted) {
    List<Long> comments =
        texts.thread(wanted.workspaceId(), wanted.mode(), wanted.postId()).stream()
            .filter(text -> !text.text().isPost())
            .map(Text::id)
            .toList();
    boolean complete = comments.size() <= wanted.most();
    String note = complete ? "" : "the first " + wanted.most() + " comments of the file";
    return new Collected(comments.stream().limit(wanted.most()).toList(), 0, 0, complete, note);
  }

  private Text post(CollectThread wanted) {
    return texts.byIds(wanted.workspaceId(), List.of(wanted.postId())).stream()
        .filter(text -> text.text().isPost())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no post " + wanted.postId() + " to collect comments of"));
  }
}
