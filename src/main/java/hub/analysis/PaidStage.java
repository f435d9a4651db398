package hub.analysis;

import hub.analysis.view.Stage;

/**
 * A stage of judging, in order. Its key names the prompt, the job's kind and where costs are
 * summed.
 */
public enum PaidStage {
  CLASSIFY("classify", "Sort posts", 55),
  FEASIBILITY("feasibility", "Judge feasibility", 20),
  ANTIPATTERNS("antipatterns", "Look for anti-patterns", 30),
  COMMENTS("comments", "Read comments", 50),
  MERGE("merge", "Merge and rank", 60),
  RANK("rank", "Merge and rank", 60),
  /** No judging: texts become vectors, where that is paid for. */
  EMBED("embed", "Make findable", 65);

  private final String key;
  private final String title;
  private final int priority;

  PaidStage(String key, String title, int priority) {
    this.key = key;
    this.title = title;
    this.priority = priority;
  }

  /** The word in prompts, jobs and tables. */
  public String key() {
    return key;
  }

  /** The name on pages. */
  public String title() {
    return title;
  }

  /**
   * Later stages go first, so that what is begun is finished; but before any comments are read,
   * sorting tells how many there will be.
   */
  int priority() {
    return priority;
  }

  /**
   * Whether it may go through the vendor's batches: what judges posts. Merging and ranking are a
   * few calls, each of which waits for the one before.
   */
  boolean isBatched() {
    return this != MERGE && this != RANK && this != EMBED;
  }

  /** Whether it asks the model a question, by a prompt. */
  boolean hasPrompt() {
    return this != EMBED;
  }

  /** The stage under which the pages sum this one: merging and ranking are one row. */
  public PaidStage shownAs() {
    return this == MERGE ? RANK : this;
  }

  /** The stage that readers know it as. */
  Stage onPages() {
    return Stage.valueOf(shownAs().name());
  }

  /**
   * The stage with a key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PaidStage of(String key) {
    for (PaidStage stage : values()) {
      if (stage.key.equals(key)) {
        return stage;
      }
    }
    throw new IllegalArgumentException("No stage has the key " + key);
  }
}
