package hub.sources;

import hub.CommunityName;
import hub.Mode;
import java.time.Duration;

/**
 * A forum that is read by a flow of its own, as one mode reaches it.
 *
 * @param word names it in communities, texts and routes, for instance {@code some-forum}
 * @param mode whether this is the forum itself or what the sandbox plays in its place
 * @param address what a flow's requests begin with, without a slash at its end
 * @param patience how long it may be out of reach before analyses go on without it
 */
public record Forum(String word, Mode mode, String address, Duration patience) {

  /** Its name for people. */
  public String shown() {
    return CommunityName.shown(word);
  }
}
