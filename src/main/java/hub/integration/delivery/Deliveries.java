package hub.integration.delivery;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The delivery log of a workspace, and what people do about what did not arrive. */
public interface Deliveries {

  /**
   * The newest first.
   *
   * @param flowId one flow's; null for all
   * @param state those that stand so; null for all
   * @param skip how many of the newest to leave out
   */
  List<Delivery> list(
      UUID workspaceId, @Nullable UUID flowId, Delivery.@Nullable State state, int skip, int most);

  /** How many stand where, by flow; states without any are absent. */
  Map<UUID, Map<Delivery.State, Integer>> counts(UUID workspaceId);

  /**
   * Tries one that was given up or has arrived anew, now and with all its attempts.
   *
   * @param onVersion the flow's version that gets it; null for whichever is published
   * @return whether it had ended so
   */
  boolean redrive(UUID workspaceId, UUID deliveryId, @Nullable Integer onVersion);

  /**
   * Tries all of a flow anew that were given up.
   *
   * @return how many
   */
  int redriveAll(UUID workspaceId, UUID flowId);

  /**
   * Leaves one undone that waits or was given up.
   *
   * @return whether it did
   */
  boolean discard(UUID workspaceId, UUID deliveryId);
}
