package hub.reddit;

/**
 * How long a request waits for its turn. Work that somebody watches promises itself turns ahead, so
 * whatever is not watched finds none free while it waits.
 */
public enum Haste {
  /** Takes a turn that is free now, or parks: nobody waits for it. */
  WHEN_FREE,
  /** Somebody waits for what it brings. */
  SOON,
  /** The journey has an answer already, and would ask for it again if it stopped here. */
  UNDER_WAY;

  static Haste of(boolean underWay, boolean watched) {
    if (underWay) {
      return UNDER_WAY;
    }
    return watched ? SOON : WHEN_FREE;
  }
}
