package hub.jobs;

/**
 * Of the jobs with one key, how many may be in line or run at once, all processes together. The
 * others wait in the order they came, outside of the line, where they hold nobody up.
 *
 * @param key what is limited, for instance {@code import}
 * @param most from 1
 */
public record JobLimit(String key, int most) {
  public JobLimit {
    if (most < 1) {
      throw new IllegalArgumentException("The limit of " + key + " is " + most + ", not from 1");
    }
  }
}
