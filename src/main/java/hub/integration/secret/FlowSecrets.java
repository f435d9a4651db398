package hub.integration.secret;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace's flows know others by. A secret is written once and never shown again; flows
 * name it {@code {{flow.secret.NAME}}}.
 */
public interface FlowSecrets {
  /** Small letters, digits and dashes. */
  String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  /**
   * A secret as far as it is shown.
   *
   * @param setBy who wrote it; null if nobody known
   */
  record Named(String name, Instant setAt, @Nullable String setBy) {}

  /** By name. */
  List<Named> names(UUID workspaceId);

  /**
   * Keeps a value under a name; one it had before is gone. Running flows use it from their next
   * delivery on.
   *
   * @throws IllegalArgumentException if name or value cannot be; the message is for people
   * @throws hub.vendors.MasterKeyTrouble if it cannot be sealed; the message is for people
   */
  void put(UUID workspaceId, String name, String value, UUID by);

  /** Whether there was one. */
  boolean remove(UUID workspaceId, String name);
}
