package hub.analysis.view;

/** What speaks against an opportunity, in the order in which the page lists it. */
public enum AntiPattern {
  WELL_SERVED("Well served already", "Well served"),
  NO_WILLINGNESS_TO_PAY("No willingness to pay", "No willingness to pay"),
  SOLUTION_WITHOUT_PROBLEM("Solution without problem", "Solution without problem"),
  ONE_OFF_RANT("One-off rant", "One-off rant"),
  PLATFORM_DEPENDENT("Platform-dependent", "Platform-dependent"),
  REGULATED("Regulated", "Regulated");

  private final String title;
  private final String tag;

  AntiPattern(String title, String tag) {
    this.title = title;
    this.tag = tag;
  }

  public String title() {
    return title;
  }

  /** The short form beside an opportunity. */
  public String tag() {
    return tag;
  }

  /** As the model's schema names it: {@code well_served}. */
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
