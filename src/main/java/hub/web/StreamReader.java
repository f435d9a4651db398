package hub.web;

import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who reads a stream.
 *
 * @param countedFor whose streams are counted together: a person or a token
 * @param endsWith the session or token whose end is the stream's end; null if it has none
 * @param mayStill whether it may still read; asked at each look, and while nothing happens as often
 *     as a comment is sent
 */
public record StreamReader(
    UUID workspaceId, UUID countedFor, @Nullable UUID endsWith, BooleanSupplier mayStill) {

  /** A person's browser; it may read as long as its session lasts. */
  static StreamReader browser(CurrentUser user, @Nullable UUID sessionId) {
    return new StreamReader(user.workspaceId(), user.id(), sessionId, () -> true);
  }

  /** A program; it may read as long as its token is good. */
  public static StreamReader program(CurrentUser user, UUID tokenId, BooleanSupplier mayStill) {
    return new StreamReader(user.workspaceId(), tokenId, tokenId, mayStill);
  }
}
