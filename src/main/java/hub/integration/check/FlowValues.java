package hub.integration.check;

import java.util.Optional;
import java.util.Set;

/**
 * What {@code {{flow.*}}} stands for: values that the installation sets. Secrets are none of them.
 */
public interface FlowValues {

  /** Names with {@code flow.} before them. */
  Set<String> names();

  /** The value of a name with {@code flow.} before it. */
  Optional<String> value(String name);
}
