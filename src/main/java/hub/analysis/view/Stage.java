package hub.analysis.view;

/** The four stages and what follows them, with the names the pages use. */
public enum Stage {
  CLASSIFY("classify", "Sort posts"),
  FEASIBILITY("feasibility", "Judge feasibility"),
  ANTIPATTERNS("antipatterns", "Look for anti-patterns"),
  COMMENTS("comments", "Read comments"),
  RANK("rank", "Merge and rank");

  private final String key;
  private final String title;

  Stage(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** As costs are summed by it; merging counts as {@code rank}. */
  public String key() {
    return key;
  }

  /** As a reader sees it. */
  public String title() {
    return title;
  }

  /** 1 to 4; 0 for what follows the stages. */
  public int number() {
    return this == RANK ? 0 : ordinal() + 1;
  }
}
