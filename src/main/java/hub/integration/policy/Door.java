package hub.integration.policy;

import hub.integration.FlowKind;
import java.util.Arrays;
import java.util.List;

/** What the hub does for flows: routes in Java that a flow sends to. A flow serves none of them. */
public enum Door {
  ASK_FORUM(
      FlowKind.SOURCE,
      "direct:flow-ask-forum",
      "Sends one GET to the forum that is being read, at its live address or the sandbox.",
      "what stands behind the address: a path and its query, as text",
      "the answer's JSON as maps and lists; nothing after a 404"),
  ASK_FEED(
      FlowKind.SOURCE,
      "direct:flow-ask-feed",
      "The same where the answer is a feed, Atom or RSS.",
      "what stands behind the address, as text",
      "a map with entries, each ready to be kept"),
  KEEP_TEXT(
      FlowKind.SOURCE,
      "direct:flow-keep-text",
      "Keeps one post or comment for the analysis.",
      "a map with id, created and what else is known: parent, thread, title, text or html, author,"
          + " score, comments, link, deleted",
      "unchanged"),
  REDDIT_LISTING(
      FlowKind.SOURCE,
      "direct:flow-reddit-listing",
      "Follows a listing of the community that is being read, page by page, and asks the flow"
          + " reddit-posts about each post.",
      "Reddit's words for a listing and how far it is followed, such as: new up to 3 pages",
      "nothing to read"),
  KEEP_POST(
      FlowKind.SOURCE,
      "direct:flow-keep-post",
      "Keeps the post that the flow was asked about.",
      "not read",
      "unchanged"),
  TAKE_DUMP(
      FlowKind.SOURCE,
      "direct:flow-take-dump",
      "Takes over a dump, a file of posts or comments, and reads it as a job.",
      "the file as file: hands it on",
      "unchanged");

  private final FlowKind kind;
  private final String uri;
  private final String does;
  private final String takes;
  private final String answers;

  Door(FlowKind kind, String uri, String does, String takes, String answers) {
    this.kind = kind;
    this.uri = uri;
    this.does = does;
    this.takes = takes;
    this.answers = answers;
  }

  /** Which flows may send to it. */
  public FlowKind kind() {
    return kind;
  }

  public String uri() {
    return uri;
  }

  public String does() {
    return does;
  }

  /** What the body is on the way in. */
  public String takes() {
    return takes;
  }

  /** What the body is behind it. */
  public String answers() {
    return answers;
  }

  public static List<Door> of(FlowKind kind) {
    return Arrays.stream(values()).filter(door -> door.kind == kind).toList();
  }

  /** Whether the hub serves this URI, for whichever flows. */
  public static boolean serves(String uri) {
    return Arrays.stream(values()).anyMatch(door -> door.uri.equals(uri));
  }
}
