package hub.integration;

/** What a flow is for, and so whose it is. */
public enum FlowKind {
  /**
   * Reads posts and comments. The installation's; the administrator edits it, the hub itself runs
   * it.
   */
  SOURCE("Source"),
  /**
   * Says what happens with a result. A workspace's; its integrators edit it, a child process runs
   * it.
   */
  RESULT("Result");

  private final String title;

  FlowKind(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
