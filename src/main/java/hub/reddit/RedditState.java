package hub.reddit;

import hub.Mode;
import hub.vendors.StoredKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Reddit is set up, for the administrator's page.
 *
 * @param fromEnvironment whether the apps come from the environment and can't be changed on the
 *     page
 * @param mode what answers now
 * @param clientId the app's id; empty until one was entered
 * @param key the app's secret; null if none is stored
 * @param account who answers for the app, without {@code u/}
 * @param approval the reference of Reddit's approval of this use
 * @param trouble why the live Reddit can't be asked; null if it can
 * @param stopped why Reddit refused us; null if it did not
 * @param apps all of them, the first one first; each has an allowance of its own
 */
public record RedditState(
    boolean fromEnvironment,
    Mode mode,
    String clientId,
    @Nullable StoredKey key,
    String account,
    String approval,
    @Nullable String trouble,
    @Nullable String stopped,
    List<RedditApp> apps) {

  public boolean isLive() {
    return mode == Mode.LIVE;
  }

  /** Whether there is a key that can be tried. */
  public boolean isComplete() {
    return trouble == null;
  }
}
