package hub.outages;

/** A vendor behind a circuit breaker. */
public enum Guarded {
  OPENAI("OpenAI"),
  REDDIT_LIVE("Reddit"),
  REDDIT_SANDBOX("Reddit's sandbox"),
  PINECONE("Pinecone");

  private final String title;

  Guarded(String title) {
    this.title = title;
  }

  /** As pages name it. */
  public String title() {
    return title;
  }

  /** As metrics and tables name it: {@code reddit_live}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
