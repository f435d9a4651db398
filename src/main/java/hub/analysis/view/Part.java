package hub.analysis.view;

import static java.lang.Math.clamp;

/** The eight parts of a score, four counted and four judged, in the order of the page. */
public enum Part {
  AUTHORS("authors", "Authors", true),
  THREADS("threads", "Threads", true),
  RECENT("recent", "Recent", true),
  GROWTH("growth", "Growth", true),
  PAIN("pain", "Pain", false),
  WOULD_PAY("would-pay", "Would pay", false),
  DOABLE("doable", "Doable", false),
  ROOM("room", "Room", false);

  /** From this many independent authors on, the part is full. */
  public static final int FULL_AUTHORS = 15;

  /** From this many threads on, the part is full. */
  public static final int FULL_THREADS = 20;

  /** Growth counts from -20 % (empty) to +80 % (full). */
  public static final int LEAST_GROWTH = -20;

  public static final int FULL_GROWTH = 80;

  private static final int STEPS = 4;

  private final String key;
  private final String title;
  private final boolean counted;

  Part(String key, String title, boolean counted) {
    this.key = key;
    this.title = title;
    this.counted = counted;
  }

  public String key() {
    return key;
  }

  public String title() {
    return title;
  }

  /** Whether code counts it; otherwise the model judges it. */
  public boolean counted() {
    return counted;
  }

  /** The model's reading of a judged part. */
  public Facts.Reading reading(Facts facts) {
    return switch (this) {
      case PAIN -> facts.pain();
      case WOULD_PAY -> facts.wouldPay();
      case DOABLE -> facts.doable();
      case ROOM -> facts.room();
      case AUTHORS, THREADS, RECENT, GROWTH ->
          throw new IllegalStateException(this + " is counted, not judged");
    };
  }

  /** How much of the part is there, 0 to 1. */
  public double share(Facts facts) {
    return switch (this) {
      case AUTHORS -> clamp(facts.authors() / (double) FULL_AUTHORS, 0, 1);
      case THREADS -> clamp(facts.threads() / (double) FULL_THREADS, 0, 1);
      case RECENT -> clamp(facts.recentPercent() / 100.0, 0, 1);
      case GROWTH -> growth(facts);
      case PAIN, WOULD_PAY, DOABLE, ROOM -> reading(facts).level() / (double) STEPS;
    };
  }

  private static double growth(Facts facts) {
    int percent = facts.growthPercent() == null ? 0 : facts.growthPercent();
    return clamp((percent - LEAST_GROWTH) / (double) (FULL_GROWTH - LEAST_GROWTH), 0, 1);
  }
}
