package hub.budget;

/** What came of asking for a hold. */
public enum Hold {
  /** The worst case is set aside and the attempt is a row. */
  HELD,
  /** The worst case does not fit; there is no attempt and nothing may be sent. */
  DOES_NOT_FIT,
  /** A person must look at this model first; there is no attempt and nothing may be sent. */
  MODEL_STOPPED,
  /** It fits the budget, but not the month's limit of the workspace or of who opened the budget. */
  OVER_LIMIT,
  /** An invoice of the workspace is to be paid first. */
  PAYMENT_DUE
}
