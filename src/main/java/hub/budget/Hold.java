package hub.budget;

/** What came of asking for a hold. */
public enum Hold {
  /** The worst case is set aside and the attempt is a row. */
  HELD,
  /** The worst case does not fit; there is no attempt and nothing may be sent. */
  DOES_NOT_FIT,
  /** A person must look at this model first; there is no attempt and nothing may be sent. */
  MODEL_STOPPED
}
