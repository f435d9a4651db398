package hub.integration.secret;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The secrets for the process that runs a workspace's flows, and nobody else. */
public interface OpenedSecrets {

  /**
   * All of a workspace, by name.
   *
   * @throws hub.vendors.MasterKeyTrouble if one does not open; the message is for people and names
   *     it
   */
  Map<String, String> open(UUID workspaceId);

  /** When each was written, by which a change is seen. */
  Map<String, Instant> stamps(UUID workspaceId);
}
