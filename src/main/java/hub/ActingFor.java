package hub;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * For which workspace the work at hand is done. Each connection it takes sees that workspace's rows
 * alone; the database sees to it. Work for no workspace in particular, such as jobs, sweeps and a
 * log-in, sees all.
 */
public final class ActingFor {
  private static final ScopedValue<UUID> WORKSPACE = ScopedValue.newInstance();

  private ActingFor() {}

  /**
   * Does the work for this workspace alone.
   *
   * @throws IllegalStateException in a transaction, whose connection sees what it sees already
   */
  public static <T, X extends Throwable> T workspace(
      UUID workspaceId, ScopedValue.CallableOp<T, X> work) throws X {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("A transaction is open: its connection is taken already");
    }
    return ScopedValue.where(WORKSPACE, workspaceId).call(work);
  }

  /** The workspace; null for work that sees all. */
  public static @Nullable UUID now() {
    return WORKSPACE.isBound() ? WORKSPACE.get() : null;
  }
}
