package hub.reddit;

import com.fasterxml.jackson.databind.JsonNode;

/** Something of Reddit's that takes several requests: a listing's pages, a thread's parts. */
public interface Walk {
  /** Whether there is more to ask for. */
  boolean goesOn();

  /** What to ask for next. */
  RedditRequest next();

  /** Takes in the answer to what was asked for last. */
  void read(JsonNode answer);
}
