package hub.vectors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one text's vector, as every index is told in order.
 *
 * @param position its place in the log; grows with each change
 * @param now what to keep from now on; null if the text's vector is gone or was changed once more
 */
record Change(long position, long textId, Space space, Kind kind, @Nullable Placed now) {

  /** A vector with what it is filtered by. */
  record Placed(float[] vector, String community, Instant createdAt, int score) {}
}
