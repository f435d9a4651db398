package hub.sandbox.reddit;

import org.jspecify.annotations.Nullable;

/**
 * A community of the sandbox.
 *
 * @param name without {@code r/}
 * @param id without {@code t5_}
 * @param topic the key of the topic it talks about
 * @param closed why it cannot be read: {@code private}, {@code quarantined} or {@code gated}; null
 *     for an open one
 */
public record Community(
    String name,
    String id,
    String topic,
    String description,
    int subscribers,
    long created,
    @Nullable String closed) {

  String fullname() {
    return "t5_" + id;
  }
}
