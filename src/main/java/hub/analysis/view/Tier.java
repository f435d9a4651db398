package hub.analysis.view;

/** How strong an opportunity is, by its score alone. */
public enum Tier {
  STRONG("Strong", 66),
  PROMISING("Promising", 50),
  THIN("Thin", 0);

  private final String title;
  private final int from;

  Tier(String title, int from) {
    this.title = title;
    this.from = from;
  }

  /** The tier of a score of 0 to 100. */
  public static Tier of(int score) {
    return score >= STRONG.from ? STRONG : score >= PROMISING.from ? PROMISING : THIN;
  }

  public String title() {
    return title;
  }

  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
