package hub.analysis.view;

/** How much each part counts, 0 to 4 each. A reader may change them; that costs nothing. */
public record Weights(
    int authors,
    int threads,
    int recent,
    int growth,
    int pain,
    int wouldPay,
    int doable,
    int room) {

  /** The standard weights. */
  public static final Weights STANDARD = new Weights(3, 1, 2, 1, 3, 3, 2, 2);

  public Weights {
    for (int weight : new int[] {authors, threads, recent, growth, pain, wouldPay, doable, room}) {
      if (weight < 0 || weight > 4) {
        throw new IllegalArgumentException("A weight is 0 to 4, not " + weight);
      }
    }
  }

  /** The weight of a part. */
  public int of(Part part) {
    return switch (part) {
      case AUTHORS -> authors;
      case THREADS -> threads;
      case RECENT -> recent;
      case GROWTH -> growth;
      case PAIN -> pain;
      case WOULD_PAY -> wouldPay;
      case DOABLE -> doable;
      case ROOM -> room;
    };
  }

  public int sum() {
    return authors + threads + recent + growth + pain + wouldPay + doable + room;
  }
}
