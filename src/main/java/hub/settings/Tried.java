package hub.settings;

import java.io.Serial;
import java.io.Serializable;

/**
 * What came of trying something, for the page after it.
 *
 * @param good whether it works
 * @param fact what happened, short
 * @param meaning what that means and what to do
 */
public record Tried(boolean good, String fact, String meaning) implements Serializable {
  @Serial private static final long serialVersionUID = 1;
}
