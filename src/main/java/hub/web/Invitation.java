package hub.web;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link by which somebody chooses a password, without its secret.
 *
 * @param userId who is here already and chooses anew; null if it invites somebody new
 * @param madeBy the name of who made it
 */
public record Invitation(
    UUID id,
    UUID workspaceId,
    @Nullable UUID userId,
    String email,
    String name,
    CurrentUser.Role role,
    boolean administrator,
    String workspace,
    String madeBy,
    Instant expiresAt) {

  /** Whether it lets somebody who is here already choose a password anew. */
  public boolean renews() {
    return userId != null;
  }
}
