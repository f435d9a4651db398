package hub.settings;

import hub.reddit.RedditState;

/**
 * The page on which Reddit is set up.
 *
 * @param clientId as it was typed, else as it is stored
 * @param account likewise
 * @param approval likewise
 * @param tokenAddress where the secret is sent
 */
public record RedditPage(
    RedditState state,
    String clientId,
    String account,
    String approval,
    String tokenAddress,
    Trouble trouble) {

  /** How a step stands: {@code done}, {@code next} or {@code waits}. */
  public String step(int number) {
    int next = !state.isComplete() ? 1 : state.isLive() ? 3 : 2;
    if (number == next) {
      return "next";
    }
    return number < next ? "done" : "waits";
  }
}
